package io.reelmill.merge.verify;

/**
 * A picture as the mean luma of 16 × 16 fields: enough to tell scenes apart, blind to what encoding, scaling and
 * deinterlacing change. Pure.
 */
final class Signature {

    /** Fields along each side. */
    static final int SIDE = 16;

    static final int BYTES = SIDE * SIDE;

    /**
     * Distance in levels of 256 that any encode may have: faithful ones stay below 1, measured on generated pictures.
     */
    private static final double TOLERANCE = 8;

    /**
     * Distance that an encode may have as a share of the picture's contrast, its standard deviation. The coarsest quantizer
     * on a tiny picture reached 0.2; gray is at 0.8, and a picture that has nothing to do with this one above 1.
     */
    private static final double TOLERANCE_OF_CONTRAST = 0.3;

    /** How far contrast may differ: full and limited range are a factor of 1.16 apart. */
    private static final double MAX_GAIN = 1.25;

    /** How far brightness may differ, in levels: full and limited range are 16 apart. */
    private static final double MAX_SHIFT = 24;

    /** Below this variance a picture has no contrast that a gain could be read from. */
    private static final double FLAT = 4;

    private final byte[] luma;

    Signature(byte[] bytes, int offset) {
        luma = new byte[BYTES];
        System.arraycopy(bytes, offset, luma, 0, BYTES);
    }

    /**
     * How far the other picture is from this one after the best gain and shift within bounds: the root mean square of what
     * remains, in levels of 256.
     */
    double distance(Signature other) {
        double mean = mean();
        double otherMean = other.mean();
        double covariance = 0;
        double variance = contrast() * contrast();
        for (int i = 0; i < BYTES; i++) {
            covariance += (level(i) - mean) * (other.level(i) - otherMean) / BYTES;
        }
        double gain = variance < FLAT ? 1 : clamp(covariance / variance, 1 / MAX_GAIN, MAX_GAIN);
        double shift = clamp(otherMean - gain * mean, -MAX_SHIFT - (gain - 1) * mean, MAX_SHIFT - (gain - 1) * mean);
        double squares = 0;
        for (int i = 0; i < BYTES; i++) {
            double rest = other.level(i) - gain * level(i) - shift;
            squares += rest * rest;
        }
        return Math.sqrt(squares / BYTES);
    }

    /** {@link #distance} as a share of what is tolerated: up to 1 the other picture counts as the same. */
    double unlikeness(Signature other) {
        return distance(other) / Math.max(TOLERANCE, TOLERANCE_OF_CONTRAST * contrast());
    }

    private double contrast() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < BYTES; i++) {
            squares += (level(i) - mean) * (level(i) - mean);
        }
        return Math.sqrt(squares / BYTES);
    }

    private double mean() {
        double sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += level(i);
        }
        return sum / BYTES;
    }

    private int level(int i) {
        return luma[i] & 0xff;
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}

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
     * Largest distance that counts as the same picture, in levels of 256. Faithful encodes stay below 3 even at the
     * coarsest quantizer; pictures of another scene, or gray ones, are 20 and more away. Half way between, on the side that
     * does not accuse a sound chunk.
     */
    static final double SAME_PICTURE = 8;

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
        double variance = 0;
        for (int i = 0; i < BYTES; i++) {
            covariance += (level(i) - mean) * (other.level(i) - otherMean) / BYTES;
            variance += (level(i) - mean) * (level(i) - mean) / BYTES;
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

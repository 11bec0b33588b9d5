package io.reelmill.common.memory;

/**
 * Sizes that count as alike: quarters of an octave, so that the largest of a bucket has at most 19 % more pixels than the
 * smallest.
 *
 * @param quarters four times the binary logarithm of the most pixels in the bucket
 */
public record SizeBucket(int quarters) {

    /** 128 × 128 and everything below. */
    private static final int SMALLEST = 56;

    private static final double MEGA = 1_000_000;
    private static final double KILO = 1_000;

    public SizeBucket {
        quarters = Math.max(SMALLEST, quarters);
    }

    /** The bucket of a picture. */
    public static SizeBucket of(double megapixels) {
        return new SizeBucket((int) Math.ceil(quarters(megapixels * MEGA) - 1e-9));
    }

    /** Most megapixels of the bucket. */
    public double megapixels() {
        return Math.pow(2, quarters / 4.0) / MEGA;
    }

    /** Reads what {@link #toString()} writes. */
    static SizeBucket parse(String text) {
        if (!text.matches("\\d{1,9}k")) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        double pixels = KILO * Integer.parseInt(text.substring(0, text.length() - 1));
        return new SizeBucket((int) Math.round(quarters(pixels)));
    }

    private static double quarters(double pixels) {
        return 4 * Math.log(Math.max(1, pixels)) / Math.log(2);
    }

    /** Most thousands of pixels: {@code 1049k}. */
    @Override
    public String toString() {
        return Math.round(megapixels() * KILO) + "k";
    }
}

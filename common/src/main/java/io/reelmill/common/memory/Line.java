package io.reelmill.common.memory;

/**
 * Memory as a straight line over the pixels of a picture.
 *
 * @param base MiB at no pixels
 * @param slope MiB per megapixel
 */
record Line(double base, double slope) {

    static final Line ZERO = new Line(0, 0);

    double at(double megapixels) {
        return base + slope * megapixels;
    }

    /** The line on the way from this (share 0) to another (share 1), or beyond. */
    Line toward(Line other, double share) {
        return new Line(base + share * (other.base - base), slope + share * (other.slope - slope));
    }
}

package io.reelmill.media;

/**
 * A picture that carries a number in 20 large black and white blocks, 16 bits and a checksum of 4, amid texture that moves, with
 * a strip at the top that is white in a flash. It survives scaling and lossy encoding.
 */
final class NumberedPicture {

    /** Size of the picture that {@link #number} and {@link #flash} read: bytes of luma. */
    static final int READ_WIDTH = 160;

    static final int READ_HEIGHT = 96;

    private static final int COLUMNS = 5;
    private static final int ROWS = 4;
    private static final int DARK = 32;
    private static final int BRIGHT = 224;
    private static final int THRESHOLD = (DARK + BRIGHT) / 2;

    private NumberedPicture() {}

    /**
     * Draws planes Y, U and V at full resolution.
     *
     * @param width width in pixels
     * @param height height in pixels
     * @param number 0 to 65535
     * @param phase moves the texture
     * @param flash whether the strip at the top is white
     */
    static byte[] draw(int width, int height, int number, int phase, boolean flash) {
        int bits = bits(number);
        int plane = width * height;
        byte[] picture = new byte[3 * plane];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                picture[at] = (byte) luma(100 * x / width, 100 * y / height, x, y, bits, phase, flash);
                picture[plane + at] = (byte) (96 + 64 * x / width);
                picture[2 * plane + at] = (byte) (96 + 64 * ((y + phase) % height) / height);
            }
        }
        return picture;
    }

    /** Blocks lie between 10 and 90 % of the width, 20 and 84 % of the height; the strip ends at 12 %. */
    private static int luma(int percentX, int percentY, int x, int y, int bits, int phase, boolean flash) {
        if (percentY < 12) {
            return flash ? 235 : 20;
        }
        if (percentX >= 10 && percentX < 90 && percentY >= 20 && percentY < 84) {
            int bit = (percentY - 20) / 16 * COLUMNS + (percentX - 10) / 16;
            return (bits >> bit & 1) == 1 ? BRIGHT : DARK;
        }
        int noise = ((x / 4 * 73 + (y / 4) * 151 + phase / 3 * 29) * 2654435 >>> 11) & 31;
        return 64 + (x + 3 * phase + 2 * y) % 128 + noise;
    }

    /** The number in a picture of {@link #READ_WIDTH} by {@link #READ_HEIGHT}; -1 when it cannot be read. */
    static int number(byte[] luma) {
        int bits = 0;
        for (int bit = 0; bit < COLUMNS * ROWS; bit++) {
            int x = READ_WIDTH * (10 + bit % COLUMNS * 16 + 8) / 100;
            int y = READ_HEIGHT * (20 + bit / COLUMNS * 16 + 8) / 100;
            if (mean(luma, x - 4, y - 3, 8, 6) > THRESHOLD) {
                bits |= 1 << bit;
            }
        }
        int number = bits & 0xffff;
        return bits(number) == bits ? number : -1;
    }

    /** Whether the strip at the top is white. */
    static boolean flash(byte[] luma) {
        return mean(luma, READ_WIDTH / 4, 2, READ_WIDTH / 2, READ_HEIGHT * 8 / 100 - 2) > THRESHOLD;
    }

    private static int mean(byte[] luma, int left, int top, int width, int height) {
        int sum = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                sum += luma[y * READ_WIDTH + x] & 0xff;
            }
        }
        return sum / (width * height);
    }

    private static int bits(int number) {
        int check = (number ^ number >> 4 ^ number >> 8 ^ number >> 12 ^ 0xa) & 0xf;
        return number | check << 16;
    }
}

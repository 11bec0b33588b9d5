package io.reelmill.media.clips;

/**
 * The picture of a clip: sixteen blocks in the upper half spell the frame's number with a check, the lower half moves. The
 * blocks survive scaling and lossy coding; a picture that is damaged, gray or turned reads as {@link #UNREADABLE}.
 */
final class FramePattern {

    /** What is read from a picture that does not hold a number. */
    static final int UNREADABLE = -1;

    static final int MAX_FRAMES = 4096;

    private static final int COLUMNS = 8;
    private static final int ROWS = 2;
    private static final int BLACK = 40;
    private static final int WHITE = 210;

    private FramePattern() {}

    /** One planar 4:2:0 picture. */
    static byte[] draw(int number, int width, int height) {
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        byte[] picture = new byte[width * height + 2 * chromaWidth * chromaHeight];
        int word = word(number);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture[y * width + x] = (byte) luma(word, number, x, y, width, height);
            }
        }
        for (int i = 0; i < chromaWidth * chromaHeight; i++) {
            picture[width * height + i] = (byte) (96 + (i % chromaWidth + number) % 64);
            picture[width * height + chromaWidth * chromaHeight + i] = (byte) (96 + (i / chromaWidth + number) % 64);
        }
        return picture;
    }

    private static int luma(int word, int number, int x, int y, int width, int height) {
        if (y >= height / 2) {
            int wave = (x * 3 + y * 2 + number * 6) % 320;
            return 40 + (wave < 160 ? wave : 320 - wave);
        }
        int bit = (y * 2 * ROWS / height) * COLUMNS + x * COLUMNS / width;
        return (word >> bit & 1) == 1 ? WHITE : BLACK;
    }

    /** Reads a gray picture of any size. */
    static int read(byte[] gray, int width, int height) {
        int word = 0;
        for (int bit = 0; bit < COLUMNS * ROWS; bit++) {
            int x = (2 * (bit % COLUMNS) + 1) * width / (2 * COLUMNS);
            int y = (2 * (bit / COLUMNS) + 1) * height / (4 * ROWS);
            int value = gray[y * width + x] & 0xff;
            if (value > 95 && value < 155) {
                return UNREADABLE;
            }
            word |= value >= 155 ? 1 << bit : 0;
        }
        int number = word & 0xfff;
        return word(number) == word ? number : UNREADABLE;
    }

    /** Twelve bits of number and four of check, never all black or all white. */
    private static int word(int number) {
        int check = (number ^ number >> 4 ^ number >> 8 ^ 0x9) & 0xf;
        return number & 0xfff | check << 12;
    }
}

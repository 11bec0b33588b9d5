package io.reelmill.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The matrix in the first {@code tkhd} of an MP4 or MOV (ISO/IEC 14496-12, 8.3.2), which ffmpeg's command line cannot set. */
public final class DisplayMatrix {

    private static final int ONE = 0x10000;
    private static final int W = 0x40000000;

    private DisplayMatrix() {}

    /** Sets it in place to a turn by clockwise degrees. */
    static void write(Path file, int clockwise) {
        write(file, values(clockwise));
    }

    /** Sets it in place to upside down as in a mirror. */
    public static void writeMirrored(Path file) {
        write(file, new int[] {ONE, 0, 0, 0, -ONE, 0, 0, 0, W});
    }

    private static void write(Path file, int[] values) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
            int version = bytes[at + 4];
            int matrix = at + 4 + (version == 1 ? 52 : 40);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).position(matrix);
            for (int value : values) {
                buffer.putInt(value);
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] values(int clockwise) {
        return switch (clockwise) {
            case 90 -> new int[] {0, ONE, 0, -ONE, 0, 0, 0, 0, W};
            case 180 -> new int[] {-ONE, 0, 0, 0, -ONE, 0, 0, 0, W};
            case 270 -> new int[] {0, -ONE, 0, ONE, 0, 0, 0, 0, W};
            default -> new int[] {ONE, 0, 0, 0, ONE, 0, 0, 0, W};
        };
    }
}

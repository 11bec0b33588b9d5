package io.reelmill.media.fmp4;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a fragmented MP4 with one track holds, read from its boxes alone (ISO/IEC 14496-12).
 *
 * @param frames samples in all fragments
 * @param initializationSha256 checksum of {@code ftyp} and {@code moov}, hexadecimal
 */
public record FragmentedMp4(long frames, String initializationSha256) {

    private static final int HEADER = 8;
    private static final int MAX_HEADER_BYTES = 64 << 20;

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or is cut off
     */
    public static FragmentedMp4 read(Path file) throws IOException {
        MessageDigest digest = sha256();
        long frames = 0;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (byte[] header = in.readNBytes(HEADER); header.length > 0; header = in.readNBytes(HEADER)) {
                if (header.length < HEADER) {
                    throw new EOFException(file + " is cut off");
                }
                ByteBuffer box = ByteBuffer.wrap(header);
                long size = Integer.toUnsignedLong(box.getInt());
                String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
                long body = size == 1 ? in.readLong() - 2 * HEADER : size - HEADER;
                switch (type) {
                    case "ftyp", "moov" -> {
                        digest.update(header);
                        digest.update(bytes(in, body));
                    }
                    case "moof" -> frames += samples(ByteBuffer.wrap(bytes(in, body)));
                    default -> skip(in, body);
                }
            }
        }
        return new FragmentedMp4(frames, HexFormat.of().formatHex(digest.digest()));
    }

    private static long samples(ByteBuffer boxes) {
        long samples = 0;
        while (boxes.remaining() >= HEADER) {
            int start = boxes.position();
            int size = boxes.getInt();
            int type = boxes.getInt();
            ByteBuffer body = boxes.slice(start + HEADER, size - HEADER);
            if (type == code("traf")) {
                samples += samples(body);
            } else if (type == code("trun")) {
                samples += body.getInt(4);
            }
            boxes.position(start + size);
        }
        return samples;
    }

    private static int code(String type) {
        return ByteBuffer.wrap(type.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }

    private static byte[] bytes(InputStream in, long length) throws IOException {
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw new IOException("a header of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("cut off");
        }
        return bytes;
    }

    private static void skip(InputStream in, long length) throws IOException {
        in.skipNBytes(length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

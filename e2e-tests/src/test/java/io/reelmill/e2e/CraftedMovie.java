package io.reelmill.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Movies that no honest program writes. Their index must follow their media. */
final class CraftedMovie {

    private static final String[] TO_REFERENCE = {"moov", "trak", "mdia", "minf", "dinf", "dref"};

    private CraftedMovie() {}

    /** A movie of JPEG pictures of 320 by 180 that says everywhere that they are squares of another size. */
    static Path sized(Path movie, int side, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(movie);
        byte[] old = ByteBuffer.allocate(4)
                .putShort((short) 320)
                .putShort((short) 180)
                .array();
        byte[] turned = ByteBuffer.allocate(4)
                .putShort((short) 180)
                .putShort((short) 320)
                .array();
        byte[] size = ByteBuffer.allocate(4)
                .putShort((short) side)
                .putShort((short) side)
                .array();
        int entry = find(bytes, old, find(bytes, ascii("stsd"), 0));
        System.arraycopy(size, 0, bytes, entry, 4);
        byte[] frame = concat(new byte[] {(byte) 0xff, (byte) 0xc0, 0, 17, 8}, turned);
        for (int at = find(bytes, frame, 0); at >= 0; at = find(bytes, frame, at + 1)) {
            System.arraycopy(size, 0, bytes, at + 5, 4);
        }
        return Files.write(to, bytes);
    }

    /** The index of a movie with a reference to the movie as the file of its media, and nothing of its media. */
    static Path referring(Path movie, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(movie);
        int media = find(bytes, ascii("mdat"), 0);
        int moov = find(bytes, ascii("moov"), 0);
        Arrays.fill(bytes, media + 4, moov - 4, (byte) 0);
        int reference = find(bytes, ascii("dref"), 0) + 12;
        int length = ByteBuffer.wrap(bytes).getInt(reference);
        byte[] alias = alias(movie.toAbsolutePath().toString());
        ByteBuffer sizes = ByteBuffer.wrap(bytes);
        int from = 0;
        for (String box : TO_REFERENCE) {
            from = find(bytes, ascii(box), from);
            sizes.putInt(from - 4, sizes.getInt(from - 4) + alias.length - length);
        }
        return Files.write(
                to,
                concat(
                        concat(Arrays.copyOf(bytes, reference), alias),
                        Arrays.copyOfRange(bytes, reference + length, bytes.length)));
    }

    /** An alias as ffmpeg reads it: volume and name of fixed length, then the absolute path as a record of type 2. */
    private static byte[] alias(String path) {
        byte[] name = path.replace('/', ':').getBytes(StandardCharsets.UTF_8);
        int padded = name.length + name.length % 2;
        ByteBuffer box = ByteBuffer.allocate(12 + 10 + 28 + 12 + 64 + 16 + 4 + 16 + 4 + padded + 4);
        box.putInt(box.capacity()).put(ascii("alis")).putInt(0);
        box.position(12 + 10 + 28 + 12 + 64 + 16);
        box.putShort((short) -1).putShort((short) -1);
        box.position(box.position() + 16);
        box.putShort((short) 2).putShort((short) name.length).put(name);
        box.position(box.capacity() - 4);
        box.putShort((short) -1).putShort((short) 0);
        return box.array();
    }

    private static int find(byte[] in, byte[] what, int from) {
        return new String(in, StandardCharsets.ISO_8859_1).indexOf(new String(what, StandardCharsets.ISO_8859_1), from);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

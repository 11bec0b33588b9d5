package io.reelmill.media.command;

import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An AVI as DivX 5 wrote them: MPEG-4 part 2 whose B-frame shares a packet with the P-frame before it, and an empty packet where
 * the B-frame would be. ffmpeg writes no such thing, so its pictures are packed here.
 */
public final class PackedAvi {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int RATE = 25;
    private static final int TICK_BITS = 5;
    private static final byte[] USER_DATA = "\0\0\1\u00b2DivX503b1393p".getBytes(StandardCharsets.ISO_8859_1);
    private static final String VOP = "\0\0\1\u00b6";

    private PackedAvi() {}

    /** Writes so many frames of 320x180 with their numbers, 25 a second, without sound. */
    public static Path write(Path file, int frames) {
        try {
            return packed(file, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packed(Path file, int frames) throws IOException {
        Path source = TestClips.clip()
                .frames(frames)
                .codec("-c:v", "mpeg4", "-bf", "1", "-b_strategy", "0", "-g", "25", "-b:v", "2M", "-flags", "+bitexact")
                .write(file.resolveSibling("unpacked.avi"));
        Path elementary = file.resolveSibling("pictures.m4v");
        TestingTools.ffmpeg(List.of("-y", "-i", source.toString(), "-c", "copy", "-f", "m4v", elementary.toString()));
        return Files.write(file, avi(packed(pictures(Files.readAllBytes(elementary)))));
    }

    /** One byte array per picture in decode order; headers go with the picture after them. */
    private static List<byte[]> pictures(byte[] stream) {
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        List<byte[]> pictures = new ArrayList<>();
        int start = 0;
        for (int vop = text.indexOf(VOP); vop >= 0; ) {
            int next = text.indexOf(VOP, vop + 4);
            int header = text.indexOf("\0\0\1\u00b3", vop);
            int volume = text.indexOf("\0\0\1\u00b0", vop);
            int end = next < 0 ? text.length() : next;
            end = header > 0 && header < end ? header : end;
            end = volume > 0 && volume < end ? volume : end;
            pictures.add(text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
            start = end;
            vop = next;
        }
        return pictures;
    }

    private static List<byte[]> packed(List<byte[]> pictures) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            byte[] picture = i == 0 ? withUserData(pictures.get(0)) : pictures.get(i);
            if (i + 1 < pictures.size() && type(pictures.get(i + 1)) == 2) {
                packets.add(join(picture, pictures.get(++i)));
                packets.add(empty(picture));
            } else {
                packets.add(picture);
            }
        }
        return packets;
    }

    private static int vop(byte[] picture) {
        return new String(picture, StandardCharsets.ISO_8859_1).indexOf(VOP) + 4;
    }

    /** 0 for I, 1 for P, 2 for B. */
    private static int type(byte[] picture) {
        return picture[vop(picture)] >> 6 & 3;
    }

    private static byte[] withUserData(byte[] first) {
        int at = vop(first) - 4;
        return join(
                join(java.util.Arrays.copyOf(first, at), USER_DATA),
                java.util.Arrays.copyOfRange(first, at, first.length));
    }

    /** A P-picture at the same time that is not coded (ISO/IEC 14496-2, vop_coded = 0). */
    private static byte[] empty(byte[] reference) {
        int at = vop(reference);
        int bits = (reference[at] & 0xff) << 16 | (reference[at + 1] & 0xff) << 8 | reference[at + 2] & 0xff;
        int used = 2;
        while ((bits >> 23 - used & 1) == 1) {
            used++;
        }
        used += 2;
        int tick = bits >> 24 - used - TICK_BITS & (1 << TICK_BITS) - 1;
        int header = 0b0101 << TICK_BITS + 7 | tick << 7 | 0b10_01111;
        return join(VOP.getBytes(StandardCharsets.ISO_8859_1), new byte[] {(byte) (header >> 8), (byte) header});
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] avi(List<byte[]> packets) throws IOException {
        ByteArrayOutputStream movie = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        movie.write(ascii("movi"));
        for (byte[] packet : packets) {
            int flags = type(packet) == 0 ? 0x10 : 0;
            index.write(ascii("00dc"));
            index.write(ints(flags, movie.size(), packet.length));
            movie.write(chunk("00dc", packet));
        }
        byte[] streams =
                join(ascii("strl"), join(chunk("strh", streamHeader(packets.size())), chunk("strf", format())));
        byte[] headers = join(ascii("hdrl"), join(chunk("avih", movieHeader(packets.size())), chunk("LIST", streams)));
        byte[] body = join(
                chunk("LIST", headers), join(chunk("LIST", movie.toByteArray()), chunk("idx1", index.toByteArray())));
        return chunk("RIFF", join(ascii("AVI "), body));
    }

    private static byte[] movieHeader(int frames) {
        return ints(1_000_000 / RATE, 0, 0, 0x10, frames, 0, 1, 0, WIDTH, HEIGHT, 0, 0, 0, 0);
    }

    private static byte[] streamHeader(int frames) {
        return join(ascii("vidsDX50"), ints(0, 0, 0, 1, RATE, 0, frames, 0, -1, 0, 0, WIDTH | HEIGHT << 16));
    }

    private static byte[] format() {
        return join(ints(40, WIDTH, HEIGHT, 1 | 24 << 16), join(ascii("DX50"), ints(WIDTH * HEIGHT * 3, 0, 0, 0, 0)));
    }

    private static byte[] chunk(String name, byte[] body) {
        byte[] padded = body.length % 2 == 0 ? body : java.util.Arrays.copyOf(body, body.length + 1);
        return join(join(ascii(name), ints(body.length)), padded);
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

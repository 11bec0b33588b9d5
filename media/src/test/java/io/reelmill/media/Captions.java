package io.reelmill.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Captions inside pictures (CEA-608 in ATSC A/53 user data): each frame of H.264 gets an SEI message (ITU-T H.264, D.1.6) whose
 * two characters are its number, so that each frame's can be told apart.
 */
public final class Captions {

    /** Country and provider (ITU-T T.35), then the identifier and type of caption data. */
    private static final byte[] HEAD = {(byte) 0xb5, 0x00, 0x31, 'G', 'A', '9', '4', 3};

    private static final int RADIX = 64;

    private Captions() {}

    /** A film of so many frames with captions: 320x180, 25 frames per second, a keyframe every 25. */
    public static Path film(int frames, Path file) {
        Path raw = file.resolveSibling(file.getFileName() + ".h264");
        Path told = file.resolveSibling(file.getFileName() + ".told.h264");
        TestClips.clip()
                .frames(frames)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-bf", "0", "-pix_fmt", "yuv420p")
                .write(raw);
        try {
            Files.write(told, tell(Files.readAllBytes(raw)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestingTools.ffmpeg(List.of("-y", "-framerate", "25", "-i", told.toString(), "-c", "copy", file.toString()));
        return file;
    }

    /** Before the slice of each frame, which is one. */
    private static byte[] tell(byte[] stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int frame = 0;
        int from = 0;
        for (int i = 0; i + 3 < stream.length; i++) {
            int type = stream[i + 3] & 0x1f;
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1 && (type == 1 || type == 5)) {
                int start = i > 0 && stream[i - 1] == 0 ? i - 1 : i;
                out.write(stream, from, start - from);
                out.writeBytes(sei(frame++));
                from = start;
            }
        }
        out.write(stream, from, stream.length - from);
        return out.toByteArray();
    }

    private static byte[] sei(int frame) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HEAD);
        body.writeBytes(
                new byte[] {0x41, (byte) 0xff, (byte) 0xfc, character(frame / RADIX), character(frame % RADIX)});
        body.write(0xff);
        ByteArrayOutputStream nal = new ByteArrayOutputStream();
        nal.writeBytes(new byte[] {0, 0, 0, 1, 6, 4, (byte) body.size()});
        nal.writeBytes(body.toByteArray());
        nal.write(0x80);
        return nal.toByteArray();
    }

    /** A printable character with odd parity. */
    private static byte character(int value) {
        int plain = 0x20 + value;
        return (byte) (Integer.bitCount(plain) % 2 == 0 ? plain | 0x80 : plain);
    }

    /** Numbers in the captions of a file's frames, in ascending order. */
    public static List<Integer> numbers(Path file) {
        String bytes = new String(
                TestingTools.ffmpegOutput(
                        List.of("-i", file.toString(), "-map", "0:v", "-c", "copy", "-f", "data", "pipe:1")),
                StandardCharsets.ISO_8859_1);
        List<Integer> numbers = new ArrayList<>();
        for (int at = bytes.indexOf("GA94"); at >= 0; at = bytes.indexOf("GA94", at + 1)) {
            numbers.add((plain(bytes, at + 8)) * RADIX + plain(bytes, at + 9));
        }
        return numbers.stream().sorted().toList();
    }

    private static int plain(String bytes, int at) {
        return (bytes.charAt(at) & 0x7f) - 0x20;
    }
}

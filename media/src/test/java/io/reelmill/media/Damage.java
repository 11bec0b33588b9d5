package io.reelmill.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** Overwrites parts of a file with zeros, as a bad disk does: its index still promises what was there. */
public final class Damage {

    private Damage() {}

    /** The bytes around the middle of the file. */
    public static void middle(Path file, int bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length() / 2);
            out.write(new byte[bytes]);
        }
    }

    /** The frames of the picture with the given numbers in the order of the file, from the first up to but not the last. */
    public static void frames(Path file, int from, int to) throws IOException {
        List<String> packets = TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=size,pos",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (String packet : packets.subList(from, to)) {
                String[] fields = packet.split(",");
                out.seek(Long.parseLong(fields[1]));
                out.write(new byte[Integer.parseInt(fields[0])]);
            }
        }
    }
}

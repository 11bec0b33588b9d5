package io.reelmill.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log that grows, and may be emptied meanwhile. Not thread-safe. */
final class LogTail {

    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private long position;

    LogTail(Path file) {
        this.file = file;
    }

    String name() {
        return file.getFileName().toString().replaceFirst("\\.log$", "");
    }

    /** The last complete lines. */
    List<String> last(int count) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            position = Math.max(0, in.length() - MOST_BYTES);
        }
        List<String> lines = fresh();
        return lines.subList(Math.max(0, lines.size() - Math.max(0, count)), lines.size());
    }

    /** Complete lines written since the last call. */
    List<String> fresh() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
            }
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, in.length() - position)];
            in.seek(position);
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String complete = text.substring(0, text.lastIndexOf('\n') + 1);
            position += complete.length();
            return new String(complete.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}

package io.reelmill.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reading of log files. */
public final class Logs {

    private Logs() {}

    /** The last bytes of a log; empty when it cannot be read. */
    public static String tail(Path log, int bytes) {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(bytes, in.length())];
            in.seek(in.length() - end.length);
            in.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}

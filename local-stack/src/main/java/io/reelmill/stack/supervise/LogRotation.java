package io.reelmill.stack.supervise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps each log below a size: a full one is copied to {@code name.log.1} and emptied. Its writers append, so they go on
 * at the beginning; a line written in between is lost.
 */
final class LogRotation {

    private final Path logs;
    private final long limitBytes;

    LogRotation(Path logs, long limitBytes) {
        this.logs = logs;
        this.limitBytes = limitBytes;
    }

    void run() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "*.log")) {
            for (Path file : files) {
                if (Files.size(file) > limitBytes) {
                    rotate(file);
                }
            }
        } catch (IOException e) {
            System.err.println("logs could not be rotated: " + e.getMessage());
        }
    }

    private static void rotate(Path file) throws IOException {
        Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}

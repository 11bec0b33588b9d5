package io.reelmill.media.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;

/**
 * Memory of a process as {@code /proc/<pid>/status} tells it.
 *
 * @param bytes resident now ({@code VmRSS}), in bytes
 * @param peakBytes highest so far ({@code VmHWM}), in bytes
 */
record ResidentMemory(long bytes, long peakBytes) {

    static final ResidentMemory UNKNOWN = new ResidentMemory(0, 0);

    static ResidentMemory of(long pid) {
        return of(pid, id -> Path.of("/proc", Long.toString(id), "status"));
    }

    static ResidentMemory of(long pid, LongFunction<Path> status) {
        try {
            return parse(Files.readString(status.apply(pid)));
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    static ResidentMemory parse(String status) {
        long bytes = 0;
        long peak = 0;
        for (String line : status.split("\n")) {
            if (line.startsWith("VmRSS:")) {
                bytes = kilobytes(line);
            } else if (line.startsWith("VmHWM:")) {
                peak = kilobytes(line);
            }
        }
        return new ResidentMemory(bytes, peak);
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}

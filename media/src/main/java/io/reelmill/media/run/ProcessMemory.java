package io.reelmill.media.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory of a process, as Linux tells it; zeros elsewhere and for a process that is gone.
 *
 * @param residentBytes resident now ({@code VmRSS})
 * @param peakBytes highest so far ({@code VmHWM})
 */
record ProcessMemory(long residentBytes, long peakBytes) {

    private static final ProcessMemory NONE = new ProcessMemory(0, 0);

    static ProcessMemory of(long pid) {
        if (pid <= 0) {
            return NONE;
        }
        try {
            long resident = 0;
            long peak = 0;
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = kibibytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    peak = kibibytes(line);
                }
            }
            return new ProcessMemory(resident, peak);
        } catch (IOException e) {
            return NONE;
        }
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}

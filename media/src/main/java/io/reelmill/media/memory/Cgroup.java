package io.reelmill.media.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * One memory cgroup, read anew at each question: limits may be changed while a process runs.
 *
 * @param directory its directory
 * @param layout the version of its files
 */
record Cgroup(Path directory, CgroupLayout layout) {

    /** Version 1 has no word for "no limit", only a number near the largest one. */
    private static final long UNLIMITED = 1L << 60;

    /** Its limit in bytes, empty when it has none. */
    OptionalLong limitBytes() {
        OptionalLong limit = number(read(layout.limit).strip());
        return limit.isPresent() && limit.getAsLong() >= UNLIMITED ? OptionalLong.empty() : limit;
    }

    /**
     * What is in use and cannot be reclaimed: usage without the page cache. Both lists of file pages are left out, the
     * active one too, since the kernel takes from either before it kills; files in memory (tmpfs) are on neither.
     */
    long workingSetBytes() {
        long cache = 0;
        for (String line : read("memory.stat").split("\n")) {
            if (line.startsWith(layout.inactiveFile + " ") || line.startsWith(layout.activeFile + " ")) {
                cache += number(line.substring(line.indexOf(' ') + 1)).orElse(0);
            }
        }
        return Math.max(0, number(read(layout.usage).strip()).orElse(0) - cache);
    }

    /** Processes of it that the kernel has killed for memory, whoever's limit was reached; empty where it does not tell. */
    OptionalLong oomKills() {
        return KernelCounter.of(read(layout.events));
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}

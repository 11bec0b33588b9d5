package io.reelmill.media.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The memory cgroups that this process is in: its own and those above it, as far as they can be seen. Any of them may
 * limit it.
 *
 * @param levels its own first; empty where the machine has none
 */
record Cgroups(List<Cgroup> levels) {

    private static final Path PROC = Path.of("/proc");

    Cgroups {
        levels = List.copyOf(levels);
    }

    /** Those of this process. */
    static Cgroups own() {
        return new Cgroups(CgroupFinder.find(text(PROC.resolve("self/cgroup")), text(PROC.resolve("self/mountinfo"))));
    }

    /** Limits with what is used of them. */
    List<MemoryLimit> limits() {
        List<MemoryLimit> limits = new ArrayList<>();
        for (Cgroup level : levels) {
            level.limitBytes()
                    .ifPresent(bytes ->
                            limits.add(new MemoryLimit(MemoryLimit.Of.CONTAINER, bytes, level.workingSetBytes())));
        }
        return limits;
    }

    /**
     * Processes that the kernel has killed for memory, among those of the own cgroup: it counts them whether its own limit,
     * one above or the machine's was reached. Where no cgroup counts, all of the machine's.
     */
    long oomKills() {
        OptionalLong own =
                levels.isEmpty() ? OptionalLong.empty() : levels.get(0).oomKills();
        return own.orElseGet(
                () -> KernelCounter.of(text(PROC.resolve("vmstat"))).orElse(0));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}

package io.reelmill.media.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the kernel may refuse memory to a process instead of killing it, without which it never lacks an answer. */
final class AllocationLimits {

    private static final Path OVERCOMMIT = Path.of("/proc/sys/vm/overcommit_memory");

    private AllocationLimits() {}

    /** What limits the process's allocations, for people; empty when nothing does. */
    static Optional<String> of(long pid) {
        if (read(OVERCOMMIT).strip().equals("2")) {
            return Optional.of("the machine does not promise more memory than it has");
        }
        return parse(read(Path.of("/proc", Long.toString(pid), "limits")));
    }

    /** @param limits content of {@code /proc/<pid>/limits} */
    static Optional<String> parse(String limits) {
        return limits.lines()
                .filter(line -> line.startsWith("Max address space ") || line.startsWith("Max data size "))
                .map(line -> line.substring("Max ".length()).strip().split(" {2,}"))
                .filter(fields -> fields.length > 1 && fields[1].matches("\\d+"))
                .map(fields -> "its %s is limited to %s".formatted(fields[0], Bytes.text(Long.parseLong(fields[1]))))
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}

package io.reelmill.cli.stack;

import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Resident memory of processes, as {@code ps} tells it. */
final class ProcessMemory {

    private ProcessMemory() {}

    /** Bytes by process id; what {@code ps} does not know is missing. */
    static Map<Long, Long> of(StackState state) {
        String pids = state.processes().stream()
                .map(ProcessState::pid)
                .filter(pid -> pid > 0)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        try {
            Process ps = new ProcessBuilder("ps", "-o", "pid=,rss=", "-p", pids + "," + state.pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parse(new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Map.of();
        }
    }

    static Map<Long, Long> parse(String output) {
        Map<Long, Long> memory = new HashMap<>();
        output.lines().map(String::strip).map(line -> line.split("\\s+")).forEach(columns -> {
            if (columns.length == 2) {
                memory.put(Long.valueOf(columns[0]), Long.parseLong(columns[1]) * 1024);
            }
        });
        return memory;
    }
}

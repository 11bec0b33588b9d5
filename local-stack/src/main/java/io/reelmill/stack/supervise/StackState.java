package io.reelmill.stack.supervise;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a running stack says of itself, in {@code stack.json}, which only its owner can read.
 *
 * @param pid process id of the daemon
 * @param startedAt when the daemon was started
 * @param controlPort loopback port that takes commands
 * @param token what a command begins with
 * @param phase where the stack is in its life
 * @param detail why it failed; null otherwise
 * @param kept whether it stays when nobody uses it
 * @param gatewayUrl address of the HTTP API
 * @param storage folder of the objects
 * @param workers number of transcode workers wanted
 * @param slots encodes that each runs at the same time
 * @param memoryBytes memory for the work of all workers together
 * @param memoryProblem why the kernel does not hold workers to their shares of it; null when it does
 * @param processes servers first, then services
 */
public record StackState(
        long pid,
        Instant startedAt,
        int controlPort,
        String token,
        Phase phase,
        String detail,
        boolean kept,
        String gatewayUrl,
        Path storage,
        int workers,
        int slots,
        long memoryBytes,
        String memoryProblem,
        List<ProcessState> processes) {

    public StackState {
        processes = List.copyOf(processes);
    }

    /** Where a stack is in its life. */
    public enum Phase {
        /** Not everything is ready yet. */
        STARTING,
        /** Everything was ready; what dies is started again. */
        READY,
        /** It ends. */
        STOPPING,
        /** It could not start; the detail says why. */
        FAILED
    }

    /** How many of its processes are ready. */
    public long readyCount() {
        return processes.stream().filter(ProcessState::ready).count();
    }

    @Override
    public String toString() {
        return "StackState[pid=%d, phase=%s, gateway=%s]".formatted(pid, phase, gatewayUrl);
    }
}

package io.reelmill.stack.deaths;

import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Termination.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a worker's process that nobody asked for. Pure.
 *
 * @param workerId the worker
 * @param pid its process id
 * @param startedAt when the process was started
 * @param at when it ended
 * @param exitCode its exit code, 128 + n for signal n
 * @param limitBytes memory that it was allowed, in bytes; null when nothing limited it
 * @param memoryKill whether the kernel has just killed a process of this worker for memory
 * @param incarnation which process it was, as it names itself to the gateway; null when it died before it said so
 */
public record Death(
        String workerId,
        long pid,
        Instant startedAt,
        Instant at,
        int exitCode,
        Long limitBytes,
        boolean memoryKill,
        String incarnation) {

    private static final int STOPPED = 0;
    /** The JVM's code for {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JVM_OUT_OF_MEMORY = 3;
    /** A worker's code when it has done its share and wants to be started anew. */
    private static final int RECYCLED = 75;

    private static final int KILLED = 128 + 9;

    /** What there is to tell of it; empty when the worker went in order, and handed back what it held. */
    public Optional<Termination> termination(String node) {
        if (exitCode == STOPPED || exitCode == RECYCLED) {
            return Optional.empty();
        }
        return Optional.of(new Termination(reason(), exitCode, limit(), node, startedAt, at, id(), incarnation));
    }

    private Reason reason() {
        if (exitCode == JVM_OUT_OF_MEMORY) {
            return Reason.JVM_HEAP;
        }
        return exitCode == KILLED && memoryKill ? Reason.OOM : Reason.OTHER;
    }

    /** The JVM dies of its heap, whatever the process is allowed. */
    private Long limit() {
        return exitCode == JVM_OUT_OF_MEMORY ? null : limitBytes;
    }

    /** The same for a repeated report, another for each process. */
    private String id() {
        return workerId + "/" + startedAt.toEpochMilli() + "/" + pid;
    }
}

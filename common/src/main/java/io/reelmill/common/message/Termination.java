package io.reelmill.common.message;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody saw of the end of a worker's process, at {@code POST /internal/v1/workers/{id}/terminations}.
 *
 * @param reason what ended it
 * @param exitCode its exit code, 128 + n for signal n; null when unknown
 * @param limitBytes memory that it was allowed, in bytes; null when unknown
 * @param node the machine; null when unknown
 * @param startedAt when the process began, at the latest; what a worker of the same name claimed before that was claimed by an
 *     earlier process. Null when unknown
 * @param at when it ended
 * @param containerId names the container or process, the same in each report of one death and another for each process of a
 *     worker: a death that was reported once has no further effect
 * @param incarnation which process it was, as it names itself in claims and heartbeats; null when nobody told
 */
public record Termination(
        Reason reason,
        Integer exitCode,
        Long limitBytes,
        String node,
        Instant startedAt,
        Instant at,
        String containerId,
        String incarnation) {

    /** Of a process that did not tell who reports which one it was. */
    public Termination(
            Reason reason,
            Integer exitCode,
            Long limitBytes,
            String node,
            Instant startedAt,
            Instant at,
            String containerId) {
        this(reason, exitCode, limitBytes, node, startedAt, at, containerId, null);
    }

    /**
     * The same by the clock of who is told of it now: what has ended did so before. The clock that said otherwise was ahead, and
     * was so at the start as well.
     */
    public Termination toldAt(Instant now) {
        if (!at.isAfter(now)) {
            return this;
        }
        Instant began = startedAt == null ? null : startedAt.minus(Duration.between(now, at));
        return new Termination(reason, exitCode, limitBytes, node, began, now, containerId, incarnation);
    }

    /** What ended a process. */
    public enum Reason {
        /** It was killed for memory. */
        OOM,
        /** It was killed in a way that memory may explain; whether it does shows in what its work was seen to use. */
        OOM_SUSPECTED,
        /** Its JVM had no heap memory left and ended it; what the process is allowed, and its work, have no part in it. */
        JVM_HEAP,
        /** Its node sent it away. */
        EVICTED,
        /** It ended by itself or for a reason that has no name of its own; the exit code tells more. */
        OTHER
    }
}

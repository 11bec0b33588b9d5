package io.reelmill.operator.pods;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Termination;

/** What the end of a container was, as far as its status tells; each is one outcome of the attempt that caused it. */
enum DeathClass {
    /** Killed for memory: the reason is {@code OOMKilled} and the exit code 137. */
    OOM_CONFIRMED(Termination.Reason.OOM, Outcome.OOM_POD),
    /**
     * One of the two. The reason alone may come from a child that was killed long ago, the code alone from any SIGKILL: the
     * gateway tells by what the work was seen to use, and what the worker reported itself is over by then.
     */
    OOM_SUSPECTED(Termination.Reason.OOM_SUSPECTED, Outcome.OOM_POD),
    /** The pod was sent away by its node, by an eviction, or by being deleted: not its own fault. */
    EVICTED(Termination.Reason.EVICTED, Outcome.EVICTED),
    /** The JVM ended itself since its heap was full. */
    JVM_HEAP(Termination.Reason.JVM_HEAP, Outcome.WORKER_LOST),
    /** Anything else. */
    OTHER(Termination.Reason.OTHER, Outcome.WORKER_LOST);

    private final Termination.Reason reason;
    private final Outcome outcome;

    DeathClass(Termination.Reason reason, Outcome outcome) {
        this.reason = reason;
        this.outcome = outcome;
    }

    /** As the gateway is told. */
    Termination.Reason reason() {
        return reason;
    }

    /** How the attempt that caused it ends, where there was one. */
    Outcome outcome() {
        return outcome;
    }

    /** Whether memory may have been the cause. */
    boolean oom() {
        return this == OOM_CONFIRMED || this == OOM_SUSPECTED;
    }
}

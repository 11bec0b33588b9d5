package io.reelmill.messaging.queue;

import io.reelmill.common.job.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a reader does now, for health checks. One thread writes, any may read. */
final class ReaderState {

    private enum Phase {
        /** Waits for its turn or for a slot. */
        IDLE,
        /** Asks the client for a record, which answers within a second. */
        POLLING,
        /** Does what a record asks for, which may take as long as a task may. */
        WORKING,
        /** Will try again. */
        FAILED,
        /** Its thread has ended. */
        ENDED
    }

    private final WorkQueue queue;
    private final InstantSource clock;
    private volatile Phase phase = Phase.IDLE;
    private volatile Instant since;
    private volatile boolean hasPolled;

    ReaderState(WorkQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
        this.since = clock.instant();
    }

    WorkQueue queue() {
        return queue;
    }

    void idle() {
        enter(Phase.IDLE);
    }

    void polling() {
        enter(Phase.POLLING);
    }

    void polled() {
        hasPolled = true;
    }

    void working() {
        enter(Phase.WORKING);
    }

    void failed() {
        enter(Phase.FAILED);
    }

    void ended() {
        enter(Phase.ENDED);
    }

    private void enter(Phase next) {
        since = clock.instant();
        phase = next;
    }

    /** Whether its consumer has answered once. */
    boolean hasPolled() {
        return hasPolled;
    }

    /** Whether it can be given records. */
    boolean works() {
        return phase != Phase.FAILED && phase != Phase.ENDED;
    }

    /** Whether its thread turns: it has not ended, and the client does not keep it for longer than the patience. */
    boolean turns(Duration patience) {
        Phase now = phase;
        boolean stuck =
                now == Phase.POLLING && Duration.between(since, clock.instant()).compareTo(patience) > 0;
        return now != Phase.ENDED && !stuck;
    }
}

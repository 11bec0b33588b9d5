package io.reelmill.gateway.jobs;

import java.time.Instant;

/**
 * When a job's work is handed out. All of it can be changed while the job is unfinished.
 *
 * @param suspended whether nothing new is handed out; what runs already is finished
 * @param priority higher first; 0 by default
 * @param deadline when the job fails if it is unfinished; null for none of its own, see {@link Job#ends}
 * @param notBefore before which nothing is handed out, null for at once
 */
public record Scheduling(boolean suspended, int priority, Instant deadline, Instant notBefore) {

    /** At once, without a deadline, at priority 0. */
    public static final Scheduling DEFAULT = new Scheduling(false, 0, null, null);

    Scheduling withSuspended(boolean value) {
        return new Scheduling(value, priority, deadline, notBefore);
    }

    Scheduling withPriority(int value) {
        return new Scheduling(suspended, value, deadline, notBefore);
    }

    Scheduling withDeadline(Instant value) {
        return new Scheduling(suspended, priority, value, notBefore);
    }

    /** Whether work may be handed out at the given time. */
    public boolean open(Instant now) {
        return !suspended && (notBefore == null || !notBefore.isAfter(now));
    }
}

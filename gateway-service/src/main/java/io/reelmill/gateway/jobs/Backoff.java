package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import java.time.Duration;

/** How long a task rests before its next attempt. */
final class Backoff {

    private static final int LONGEST_EXPONENT = 6;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Backoff() {}

    /**
     * 2, 4, 8, 16, 32, 60, 60… seconds. When the worker only left, the work is not to blame: the first of these retries
     * is due at once, the next after 2 seconds.
     *
     * @param failures attempts so far that drew from the same budget, this one included
     */
    static Duration after(Outcome outcome, int failures) {
        int exponent = left(outcome) ? failures - 1 : failures;
        if (exponent <= 0) {
            return Duration.ZERO;
        }
        Duration rest = Duration.ofSeconds(1L << Math.min(exponent, LONGEST_EXPONENT));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }

    private static boolean left(Outcome outcome) {
        return outcome == Outcome.DRAINED || outcome == Outcome.EVICTED || outcome == Outcome.CANCELLED;
    }
}

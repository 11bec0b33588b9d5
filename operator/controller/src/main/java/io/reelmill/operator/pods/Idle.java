package io.reelmill.operator.pods;

import java.time.Duration;
import java.time.Instant;

/**
 * A worker whose last end was a death that cost no task.
 *
 * @param last that death
 * @param deaths how many such deaths it died one soon after the other, this one included
 */
record Idle(PodDeath last, int deaths) {

    /**
     * Whether it keeps dying: it did so often enough, and lately. Between two deaths a kubelet lets five minutes pass at most, so that
     * one that waits for its restart does.
     */
    boolean loops(int most, Duration lately, Instant now) {
        return deaths >= most && last.at().plus(lately).isAfter(now);
    }
}

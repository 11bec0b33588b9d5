package io.reelmill.gateway.terminations;

import io.reelmill.gateway.jobs.Attempt;

/**
 * An attempt that a worker held when it died.
 *
 * @param jobId its job
 * @param attempt the attempt as it is on record
 * @param seenBytes memory that it was last seen to use, 0 when nobody knows
 */
record Victim(String jobId, Attempt attempt, long seenBytes) {

    /** How much of the worker's memory it had or, where nobody saw it, was expected to have. */
    long weight() {
        return Math.max(seenBytes, attempt.predictedBytes());
    }
}

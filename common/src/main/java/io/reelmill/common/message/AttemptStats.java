package io.reelmill.common.message;

import java.time.Instant;

/**
 * What an attempt took.
 *
 * @param startedAt when the claim was granted
 * @param millis wall time in milliseconds
 * @param cpuMillis CPU time of the child processes in milliseconds; 0 when unknown
 * @param peakBytes highest resident memory of one child process in bytes; 0 when unknown
 * @param frames frames produced
 */
public record AttemptStats(Instant startedAt, long millis, long cpuMillis, long peakBytes, long frames) {

    /** Nothing was measured. */
    public static AttemptStats none(Instant startedAt) {
        return new AttemptStats(startedAt, 0, 0, 0, 0);
    }
}

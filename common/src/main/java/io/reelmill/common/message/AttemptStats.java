package io.reelmill.common.message;

import java.time.Instant;

/**
 * What an attempt took.
 *
 * @param startedAt when the claim was granted
 * @param millis wall time in milliseconds
 * @param cpuMillis CPU time of the child processes in milliseconds; 0 when unknown
 * @param peakBytes highest resident memory of the child processes in bytes; 0 when unknown
 * @param frames frames produced
 * @param averageBytes average resident memory of the child processes in bytes; 0 when unknown
 * @param limitBytes memory that the attempt could have used in bytes; 0 when unknown
 * @param warning a sentence for people when it nearly used up what it could; null otherwise
 * @param threads threads that its worker gave to decoder, filters and encoder each; 0 when unknown
 */
public record AttemptStats(
        Instant startedAt,
        long millis,
        long cpuMillis,
        long peakBytes,
        long frames,
        long averageBytes,
        long limitBytes,
        String warning,
        int threads) {

    /** Memory was not nearly used up, and threads are not known. */
    public AttemptStats(
            Instant startedAt,
            long millis,
            long cpuMillis,
            long peakBytes,
            long frames,
            long averageBytes,
            long limitBytes) {
        this(startedAt, millis, cpuMillis, peakBytes, frames, averageBytes, limitBytes, null, 0);
    }

    /** Average and limit are not known. */
    public AttemptStats(Instant startedAt, long millis, long cpuMillis, long peakBytes, long frames) {
        this(startedAt, millis, cpuMillis, peakBytes, frames, 0, 0);
    }

    /** Nothing was measured. */
    public static AttemptStats none(Instant startedAt) {
        return new AttemptStats(startedAt, 0, 0, 0, 0);
    }
}

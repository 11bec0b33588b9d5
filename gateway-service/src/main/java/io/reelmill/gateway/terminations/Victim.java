package io.reelmill.gateway.terminations;

import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.SeenMemory;
import io.reelmill.gateway.jobs.Attempt;
import java.time.Duration;

/**
 * An attempt that a worker held when it died.
 *
 * @param jobId its job
 * @param attempt the attempt as it is on record, with what was seen of it
 * @param seenBytes memory that it was last seen to use, while it may still have been growing no less than was predicted; null
 *     when nobody saw it
 * @param reporting whether its work was seen to have ended: what it used was free again, and it is not to blame
 */
record Victim(String jobId, Attempt attempt, Long seenBytes, boolean reporting) {

    /** Encoders grow until their lookahead is full; until then what is seen of them says little. */
    private static final Duration GROWN = Duration.ofSeconds(10);

    /** How much of the worker's memory it had or, where nobody saw it, was expected to have. */
    long weight() {
        return seenBytes == null ? attempt.predictedBytes() : seenBytes;
    }

    /** The same with what was seen of it: since its end, nobody else can tell what it took. */
    Victim seen(SeenMemory.Seen seen, Termination death) {
        long millis =
                Math.max(0, Duration.between(attempt.claimedAt(), death.at()).toMillis());
        long limit = death.limitBytes() == null ? 0 : death.limitBytes();
        AttemptStats stats = new AttemptStats(attempt.claimedAt(), millis, 0, seen.highestBytes(), 0, 0, limit);
        boolean grown = millis >= GROWN.toMillis();
        long last = grown || seen.reporting() ? seen.lastBytes() : Math.max(seen.lastBytes(), attempt.predictedBytes());
        return new Victim(jobId, attempt.measured(stats), last, seen.reporting());
    }
}

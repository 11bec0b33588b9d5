package io.reelmill.gateway.store;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Attempt;
import java.util.List;

/**
 * The attempts of a job in short, however many there are.
 *
 * @param latest the latest ones, those that run or ended last first
 * @param predictedBytes most that was predicted for one encode; 0 when nothing was
 * @param limitBytes most that one could have used; 0 when nobody could tell
 * @param peakBytes most that one was seen to use; 0 when nobody could tell
 * @param ooms how many ended for memory
 * @param largest the largest class that encodes were given to; null when there were none
 */
public record AttemptDigest(
        List<Attempt> latest, long predictedBytes, long limitBytes, long peakBytes, int ooms, WorkQueue largest) {

    public AttemptDigest {
        latest = List.copyOf(latest);
    }
}

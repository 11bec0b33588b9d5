package io.reelmill.gateway.jobs;

import java.time.Instant;

/**
 * Who won the claim of an attempt.
 *
 * @param workerId the worker; in a cluster the pod's name
 * @param incarnation random at each start of the worker's process
 * @param delivery random per delivered record
 * @param claimedAt when the claim was granted
 */
public record Holder(String workerId, String incarnation, String delivery, Instant claimedAt) {

    /** Whether the other names the same process and the same delivered record. */
    public boolean sameClaim(Holder other) {
        return other != null
                && workerId.equals(other.workerId)
                && incarnation.equals(other.incarnation)
                && delivery.equals(other.delivery);
    }
}

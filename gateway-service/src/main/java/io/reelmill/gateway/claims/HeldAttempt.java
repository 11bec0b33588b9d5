package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;

/** A running attempt and the process that claimed it. */
record HeldAttempt(String jobId, String taskId, int attempt, String workerId, String incarnation) {

    /** Whether the heartbeat, which may be null, shows that the attempt is being run. */
    boolean shownBy(Heartbeat heartbeat) {
        return heartbeat != null
                && heartbeat.incarnation().equals(incarnation)
                && heartbeat.runs(jobId, taskId, attempt);
    }
}

package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import java.util.Optional;

/** A running attempt and the process that claimed it. */
record HeldAttempt(String jobId, String taskId, int attempt, String workerId, String incarnation) {

    /** Whether the heartbeat, which may be null, shows that the attempt is being run. */
    boolean shownBy(Heartbeat heartbeat) {
        return in(heartbeat).isPresent();
    }

    /** What the heartbeat, which may be null, says of the attempt. */
    Optional<Heartbeat.Running> in(Heartbeat heartbeat) {
        return Optional.ofNullable(heartbeat)
                .filter(beat -> beat.incarnation().equals(incarnation))
                .flatMap(beat -> beat.running(jobId, taskId, attempt));
    }
}

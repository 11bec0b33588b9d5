package io.reelmill.operator.jobs;

import io.reelmill.operator.api.MediaJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** When a status may be written again. */
@ApplicationScoped
class StatusPace {

    private final Memo memo;
    private final WritePolicy policy;

    StatusPace(Memo memo, JobsConfig config) {
        this.memo = memo;
        this.policy = new WritePolicy(config.progressInterval());
    }

    /** How long the new status has to wait; null where it says nothing new. */
    Duration rest(String uid, MediaJobStatus old, MediaJobStatus status, Instant now) {
        return policy.rest(old, status, memo.written(uid), now);
    }

    void written(String uid, Instant now) {
        memo.written(uid, now);
    }
}

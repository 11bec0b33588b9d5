package io.reelmill.operator.jobs;

import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * When a status is written: at once when a state, a reason or a result changed, not more often than a given time when only
 * progress did, never when nothing did.
 *
 * @param progress shortest time between two writes of progress
 */
record WritePolicy(Duration progress) {

    /**
     * How long the write has to wait; zero for not at all, null when there is nothing to write.
     *
     * @param old the status that is stored; null for none
     * @param written when it was written; null when that is not known
     */
    Duration rest(MediaJobStatus old, MediaJobStatus made, Instant written, Instant now) {
        if (made.equals(old)) {
            return null;
        }
        if (old == null || written == null || !marks(old).equals(marks(made))) {
            return Duration.ZERO;
        }
        Duration left = progress.minus(Duration.between(written, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static List<Object> marks(MediaJobStatus status) {
        return Arrays.asList(
                status.observedGeneration(),
                status.phase(),
                status.reason(),
                status.jobId(),
                status.outputs(),
                status.finishedAt(),
                status.memory() == null
                        ? 0
                        : Objects.requireNonNullElse(status.memory().ooms(), 0),
                conditions(status));
    }

    private static List<String> conditions(MediaJobStatus status) {
        List<JobCondition> conditions = status.conditions() == null ? List.of() : status.conditions();
        return conditions.stream()
                .map(condition -> condition.type() + "=" + condition.status())
                .toList();
    }
}

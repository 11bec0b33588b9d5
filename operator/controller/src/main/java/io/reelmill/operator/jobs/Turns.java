package io.reelmill.operator.jobs;

import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.pods.Announcer;
import io.reelmill.operator.pods.EncodeDeaths;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Tells of the turns in a job's life by Events, as {@code kubectl describe} shows them, and of deaths that its pods do not show. */
@ApplicationScoped
class Turns {

    private final Announcer announcer;
    private final EncodeDeaths deaths;

    Turns(Announcer announcer, EncodeDeaths deaths) {
        this.announcer = announcer;
        this.deaths = deaths;
    }

    /**
     * One turn.
     *
     * @param type of the Event
     * @param reason the condition that has come true
     * @param message its message, with its reason where that is a code of its own
     */
    record Turn(String type, String reason, String message) {}

    /**
     * Tells what the new status says and the old one does not.
     *
     * @param attempts null when they are not known
     */
    void tell(MediaJob job, MediaJobStatus made, GatewayAttempts attempts) {
        if (attempts != null) {
            deaths.tell(job, attempts);
        }
        String uid = job.getMetadata().getUid();
        of(job.getStatus(), made)
                .forEach(turn -> announcer.atJob(job, turn.type(), turn.reason(), turn.message(), uid));
    }

    /** The turns between two statuses of a job; the old one may be null. */
    static List<Turn> of(MediaJobStatus old, MediaJobStatus made) {
        return List.of(ConditionType.ACCEPTED, ConditionType.COMPLETE, ConditionType.FAILED).stream()
                .filter(type -> holding(old, type).isEmpty())
                .flatMap(type -> holding(made, type).stream())
                .map(Turns::turn)
                .toList();
    }

    private static Optional<JobCondition> holding(MediaJobStatus status, ConditionType type) {
        List<JobCondition> conditions = status == null || status.conditions() == null ? List.of() : status.conditions();
        return conditions.stream()
                .filter(condition -> condition.type() == type && condition.status() == JobCondition.Status.TRUE)
                .findFirst();
    }

    private static Turn turn(JobCondition condition) {
        return switch (condition.type()) {
            case ACCEPTED -> new Turn("Normal", "Accepted", condition.message());
            case COMPLETE -> new Turn("Normal", "Complete", condition.message());
            default -> new Turn("Warning", "Failed", condition.reason() + ": " + condition.message());
        };
    }
}

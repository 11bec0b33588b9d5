package io.reelmill.operator.jobs;

import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.JobCondition.Status;
import io.reelmill.operator.api.MediaJobStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the conditions of one report; their times change only when their status does. */
final class Conditions {

    private static final int LONGEST = 1024;

    private final Map<ConditionType, JobCondition> made = new EnumMap<>(ConditionType.class);
    private final Map<ConditionType, JobCondition> before = new EnumMap<>(ConditionType.class);
    private final long generation;
    private final Instant now;

    /**
     * @param previous the status of before, which may be null
     * @param generation of the specification that is reported on
     */
    Conditions(MediaJobStatus previous, long generation, Instant now) {
        if (previous != null && previous.conditions() != null) {
            previous.conditions().forEach(condition -> before.put(condition.type(), condition));
        }
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    void put(ConditionType type, boolean holds, String reason, String message) {
        put(type, holds ? Status.TRUE : Status.FALSE, reason, message);
    }

    void put(ConditionType type, Status status, String reason, String message) {
        JobCondition old = before.get(type);
        Instant since = old != null && old.status() == status ? old.lastTransitionTime() : now;
        String text = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
        made.put(type, new JobCondition(type, status, reason, text, since, generation));
    }

    /** The condition as it was before. */
    Optional<JobCondition> before(ConditionType type) {
        return Optional.ofNullable(before.get(type));
    }

    List<JobCondition> list() {
        return List.copyOf(made.values());
    }
}

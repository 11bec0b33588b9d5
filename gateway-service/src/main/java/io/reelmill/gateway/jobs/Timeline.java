package io.reelmill.gateway.jobs;

import java.time.Instant;

/**
 * When a job reached its stages; each is null until it did.
 *
 * @param createdAt the job was created
 * @param queuedAt its source was there
 * @param startedAt a worker first claimed a task
 * @param plannedAt the plan was there
 * @param mergingAt the encodes were first complete
 * @param endedAt it completed, failed or was cancelled
 */
public record Timeline(
        Instant createdAt, Instant queuedAt, Instant startedAt, Instant plannedAt, Instant mergingAt, Instant endedAt) {

    static Timeline from(Instant createdAt) {
        return new Timeline(createdAt, null, null, null, null, null);
    }

    Timeline queued(Instant at) {
        return new Timeline(createdAt, first(queuedAt, at), startedAt, plannedAt, mergingAt, endedAt);
    }

    Timeline started(Instant at) {
        return new Timeline(createdAt, queuedAt, first(startedAt, at), plannedAt, mergingAt, endedAt);
    }

    Timeline planned(Instant at) {
        return new Timeline(createdAt, queuedAt, startedAt, first(plannedAt, at), mergingAt, endedAt);
    }

    Timeline merging(Instant at) {
        return new Timeline(createdAt, queuedAt, startedAt, plannedAt, first(mergingAt, at), endedAt);
    }

    Timeline ended(Instant at) {
        return new Timeline(createdAt, queuedAt, startedAt, plannedAt, mergingAt, first(endedAt, at));
    }

    private static Instant first(Instant known, Instant at) {
        return known == null ? at : known;
    }
}

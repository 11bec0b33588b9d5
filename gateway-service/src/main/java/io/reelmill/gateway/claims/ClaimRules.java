package io.reelmill.gateway.claims;

import io.reelmill.common.message.Claim;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.TaskState;
import java.time.Instant;
import java.util.Optional;

/** Reads from a job what a claim is worth. */
final class ClaimRules {

    private ClaimRules() {}

    /** What a claim is worth. */
    enum Worth {
        /** This process holds the attempt by this very record. */
        GRANTED,
        /** The attempt is held, and its record was delivered once more. */
        HELD,
        /** The attempt is not in flight any more. */
        STALE
    }

    /** What a claim is worth once it was made. */
    static Worth worth(Optional<Job> job, Claim.Request request) {
        return job.flatMap(j -> j.task(request.taskId()))
                .filter(task -> task.state() == TaskState.RUNNING && task.attempt() == request.attempt())
                .map(task -> task.holder().sameClaim(holder(request, Instant.EPOCH)) ? Worth.GRANTED : Worth.HELD)
                .orElse(Worth.STALE);
    }

    /** Whether nobody has claimed the attempt, and anybody may. */
    static boolean open(Optional<Job> job, Claim.Request request) {
        return job.flatMap(j -> j.task(request.taskId()))
                .filter(task -> task.state() == TaskState.RELEASED && task.attempt() == request.attempt())
                .isPresent();
    }

    static Holder holder(Claim.Request request, Instant at) {
        return new Holder(request.workerId(), request.incarnation(), request.delivery(), at);
    }

    /** Why there is nothing to run, for the worker's log. */
    static String staleness(Optional<Job> job, Claim.Request request) {
        return job.map(j -> j.task(request.taskId())
                        .map(t -> "attempt %d of %s: the task is %s at attempt %d, the job %s"
                                .formatted(request.attempt(), t.id(), t.state(), t.attempt(), j.status()))
                        .orElse("the job has no task " + request.taskId()))
                .orElse("there is no job " + request.jobId());
    }
}

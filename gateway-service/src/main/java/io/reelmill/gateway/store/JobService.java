package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The jobs of this installation. Safe to call from any thread and from any replica; nothing blocks. Every change is
 * one transaction with what is to be published because of it.
 *
 * <p>While PostgreSQL cannot be reached every call fails with {@link StoreUnavailableException}; nothing was changed
 * then, or the same call may be made again.
 */
public interface JobService {

    /**
     * Creates a job, or finds the one that an earlier request with the same idempotency key created.
     *
     * @return fails with {@link IdempotencyConflictException} when the key was used for another request
     */
    Uni<CreatedJob> create(NewJob request);

    /**
     * The job of an earlier request with the same idempotency key; empty when there was none.
     *
     * @param idempotency null for a request without a key, of which there is no earlier one
     * @return fails with {@link IdempotencyConflictException} when the key was used for another request
     */
    Uni<Optional<Job>> ofRequest(NewJob.Idempotency idempotency);

    /**
     * Lets an event happen to a job and stores what follows. Concurrent events on one job are decided one after the
     * other. An event that comes too late has no effect, which shows in {@link Decision#hasEffect}.
     *
     * @return fails with {@link JobNotFoundException} when there is no such job
     */
    Uni<Decision> handle(String jobId, JobEvent event);

    /**
     * The same for who looks after many jobs: one that cannot be decided about must not keep the others waiting.
     *
     * @param told gets what keeps this job from being decided about, which is no failure then
     * @return fails only while PostgreSQL cannot be reached
     */
    default Uni<Void> handleOrTell(String jobId, JobEvent event, Consumer<Throwable> told) {
        return handle(jobId, event)
                .replaceWithVoid()
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithUni(failure -> {
                    told.accept(failure);
                    return Uni.createFrom().voidItem();
                });
    }

    /** The job with its plan and tasks. */
    Uni<Optional<Job>> find(String jobId);

    /**
     * Jobs, newest first.
     *
     * @param cursor from the page before, null for the first page
     * @param limit at most so many, from 1
     */
    Uni<JobPage> list(JobFilter filter, String cursor, int limit);

    /** All attempts at a job's tasks, in the order they were claimed. Empty for an unknown job. */
    Uni<List<Attempt>> attempts(String jobId);

    /**
     * A job's attempts in short; empty of everything for an unknown job.
     *
     * @param latest how many of the latest ones are wanted
     */
    Uni<AttemptDigest> digest(String jobId, int latest);

    /** How many jobs have not ended. */
    Uni<Long> unfinishedCount();

    /**
     * Removes every row of an ended job, its idempotency key included.
     *
     * @return whether there was such a job and it had ended
     */
    Uni<Boolean> delete(String jobId);
}

package io.reelmill.gateway.uploads;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.SchedulingChange;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.requests.JobOrder;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The life of a source that comes into storage: its job exists as {@code UPLOADING} from before the first byte, and what
 * happens to the source happens to the job. All methods block.
 */
@ApplicationScoped
class SourceIntake {

    private static final Logger LOG = Logger.getLogger(SourceIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final JobService jobs;
    private final ObjectStore store;
    private final ActiveIntakes active;
    private final Clock clock;

    SourceIntake(JobService jobs, ObjectStore store, ActiveIntakes active, Clock clock) {
        this.jobs = jobs;
        this.store = store;
        this.active = active;
        this.clock = clock;
    }

    /**
     * The job of an earlier request with the same key. One that came to nothing does not count; one that is still being
     * received is a problem of its own.
     */
    Optional<CreatedJob> earlier(NewJob.Idempotency idempotency) {
        return await(jobs.ofRequest(idempotency))
                .filter(job -> !aborted(job))
                .map(job -> received(new CreatedJob(job, true)));
    }

    /**
     * Creates the job, or finds that of a request that came at the same time, as {@link #earlier} does.
     *
     * @param stop called when the job ends while its source is being received
     */
    CreatedJob begin(NewJob request, Runnable stop) {
        CreatedJob created = await(jobs.create(request));
        if (created.existing() && aborted(created.job())) {
            await(jobs.delete(created.job().id()));
            created = await(jobs.create(request));
        }
        if (!created.existing()) {
            active.add(created.job().id(), stop);
        }
        return received(created);
    }

    /** Whether nobody received the job's source until now; from now on it is received here. */
    boolean takeOver(String jobId) {
        if (await(active.received(jobId))) {
            return false;
        }
        active.add(jobId, () -> {});
        return true;
    }

    /** It is not received here any more, and somebody else may go on. */
    void leave(String jobId) {
        active.remove(jobId);
    }

    private static CreatedJob received(CreatedJob created) {
        if (created.existing()) {
            requireReceived(created.job());
        }
        return created;
    }

    /** Throws {@code UPLOAD_IN_PROGRESS} for a job whose source is not there yet. */
    static void requireReceived(Job job) {
        if (job.status() == JobStatus.UPLOADING) {
            throw ProblemException.retryLater(
                    ProblemCode.UPLOAD_IN_PROGRESS,
                    "the source of job %s is still being received; come back later".formatted(job.id()),
                    SOON);
        }
    }

    static boolean aborted(Job job) {
        return job.failure().map(f -> f.code() == FailureCode.UPLOAD_ABORTED).orElse(false);
    }

    /**
     * The source is stored. Fails when the job ended meanwhile.
     *
     * @param bytes size of the source
     * @param begun what was asked for when the job was created
     * @param asked what is asked for, as it is known now
     */
    Job complete(String jobId, long bytes, JobOrder begun, JobOrder asked) {
        return complete(
                jobId,
                new JobEvent.UploadCompleted(
                        clock.instant(),
                        bytes,
                        changed(begun.spec(), asked.spec()),
                        new SchedulingChange(begun.scheduling(), asked.scheduling()),
                        changed(begun.labels(), asked.labels())));
    }

    /** The same where nothing else is asked for meanwhile. */
    Job complete(String jobId, long bytes) {
        return complete(jobId, new JobEvent.UploadCompleted(clock.instant(), bytes, null, null, null));
    }

    private Job complete(String jobId, JobEvent completed) {
        Decision decision = await(jobs.handle(jobId, completed));
        if (decision.job().status().terminal()) {
            throw ProblemException.of(
                    ProblemCode.UPLOAD_ABORTED,
                    "job %s ended as %s while its source was received"
                            .formatted(jobId, decision.job().status()));
        }
        active.remove(jobId);
        return decision.job();
    }

    private static <T> T changed(T before, T now) {
        return now.equals(before) ? null : now;
    }

    /** The source will not come: nothing of it stays, and the job ends with the reason. */
    void abort(String jobId, String detail) {
        active.remove(jobId);
        quietly(
                "end job " + jobId,
                () -> await(jobs.handle(jobId, new JobEvent.UploadAborted(clock.instant(), detail))));
        quietly("remove the source of " + jobId, () -> store.deletePrefix(ObjectKeys.source(jobId)));
    }

    /** The same for a caller that is told so: no trace of the job stays. */
    void forget(String jobId, String detail) {
        abort(jobId, detail);
        quietly("remove job " + jobId, () -> await(jobs.delete(jobId)));
    }

    /** What cannot be cleaned up now is swept later. */
    private static void quietly(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warnf("could not %s: %s", what, e.getMessage());
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}

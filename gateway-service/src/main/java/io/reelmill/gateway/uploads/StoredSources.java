package io.reelmill.gateway.uploads;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.admission.Admission;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.requests.JobOrder;
import io.reelmill.gateway.requests.JobRequest;
import io.reelmill.gateway.requests.JobRequests;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Jobs on the source of an earlier one. A source that Reelmill stored is copied, so that each job owns what it reads and
 * deleting one never breaks the other; a source of the caller's is named again.
 */
@ApplicationScoped
public class StoredSources {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long LOOKS = 300;

    private final Admission admission;
    private final JobService jobs;
    private final SourceIntake intake;
    private final SourceCopies copies;
    private final ObjectStore store;
    private final Clock clock;

    StoredSources(
            Admission admission,
            JobService jobs,
            SourceIntake intake,
            SourceCopies copies,
            ObjectStore store,
            Clock clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.intake = intake;
        this.copies = copies;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A new job on the source of the old one, or that of an earlier request with the same key; while the source is copied
     * it is {@code UPLOADING}.
     *
     * @param request what differs from the old job
     * @param idempotencyKey the caller's key, null for none
     * @return fails with {@code JOB_NOT_FOUND}
     */
    public Uni<CreatedJob> again(String oldId, JobRequest request, String idempotencyKey) {
        NewJob.Idempotency key = JobRequests.idempotency(idempotencyKey, "retry", oldId, request);
        return jobs.ofRequest(key)
                .map(earlier -> earlier.filter(job -> !SourceIntake.aborted(job)))
                .flatMap(earlier -> earlier.isPresent()
                        ? Uni.createFrom().item(new CreatedJob(earlier.get(), true))
                        : jobs.find(oldId)
                                .map(old -> old.orElseThrow(() -> ProblemException.jobNotFound(oldId)))
                                .flatMap(old -> again(old, request, key)));
    }

    /**
     * Whether the job has its source; a copy that is being made is waited for, for half a minute at most.
     *
     * @return fails with {@code UPLOAD_ABORTED} when it came to nothing
     */
    public Uni<Boolean> whole(Job job) {
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.find(job.id()))
                .withDelay(LOOK)
                .atMost(LOOKS)
                .map(found -> found.orElseThrow(() -> ProblemException.jobNotFound(job.id())))
                .filter(found -> found.status() != JobStatus.UPLOADING)
                .toUni()
                .invoke(found -> {
                    if (found != null && SourceIntake.aborted(found)) {
                        String detail = found.failure().orElseThrow().detail();
                        throw ProblemException.of(ProblemCode.UPLOAD_ABORTED, detail);
                    }
                })
                .map(found -> found != null);
    }

    private Uni<CreatedJob> again(Job old, JobRequest request, NewJob.Idempotency key) {
        return admission
                .check()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ok -> stored(old))
                .flatMap(stored -> stored ? copied(old, request, key) : named(old, request, key));
    }

    /** Whether Reelmill stored the source; otherwise it is the caller's own. */
    private boolean stored(Job old) {
        SourceIntake.requireReceived(old);
        Source source = old.spec().source();
        boolean own = source.url() != null
                || (store.bucket().equals(source.bucket()) && source.key().equals(ObjectKeys.source(old.id())));
        if (!own) {
            return false;
        }
        boolean found = store.stat(store.ref(ObjectKeys.source(old.id()))).isPresent();
        if (!found && source.url() == null) {
            throw ProblemException.of(
                    ProblemCode.SOURCE_GONE, "the source of job %s was removed; send it again".formatted(old.id()));
        }
        return found;
    }

    private Uni<CreatedJob> named(Job old, JobRequest request, NewJob.Idempotency key) {
        JobOrder order = order(old, old.spec().source(), request);
        return jobs.create(new NewJob(null, order.spec(), false, order.scheduling(), order.labels(), key));
    }

    private Uni<CreatedJob> copied(Job old, JobRequest request, NewJob.Idempotency key) {
        String id = JobIds.next();
        Source own = Source.object(
                store.bucket(), ObjectKeys.source(id), old.spec().source().fileName());
        JobOrder order = order(old, own, request);
        NewJob job = new NewJob(id, order.spec(), true, old.id(), order.scheduling(), order.labels(), key);
        return Uni.createFrom().item(() -> intake.begin(job, () -> {})).invoke(created -> {
            if (!created.existing()) {
                copies.start(created.job());
            }
        });
    }

    private JobOrder order(Job old, Source source, JobRequest request) {
        return JobRequests.again(old, source, request, clock.instant());
    }
}

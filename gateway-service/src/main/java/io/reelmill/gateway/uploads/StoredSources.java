package io.reelmill.gateway.uploads;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.plan.ObjectRef;
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
import io.reelmill.storage.StoredObject;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Jobs on the source of an earlier one. A source that Reelmill stored is copied, so that each job owns what it reads and
 * deleting one never breaks the other; a source of the caller's is named again.
 */
@ApplicationScoped
public class StoredSources {

    private static final Logger LOG = Logger.getLogger(StoredSources.class);

    /** Larger objects cannot be copied by one request (S3, CopyObject). */
    private static final long LARGEST_COPY = 5L << 30;

    private final Admission admission;
    private final JobService jobs;
    private final SourceIntake intake;
    private final ObjectStore store;
    private final Clock clock;

    StoredSources(Admission admission, JobService jobs, SourceIntake intake, ObjectStore store, Clock clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.intake = intake;
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

    private Uni<CreatedJob> again(Job old, JobRequest request, NewJob.Idempotency key) {
        return admission
                .check()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ok -> stored(old))
                .flatMap(stored ->
                        stored.isPresent() ? copied(old, request, key, stored.get()) : named(old, request, key));
    }

    /** What Reelmill stored of the source; empty when the source is the caller's own. */
    private Optional<StoredObject> stored(Job old) {
        SourceIntake.requireReceived(old);
        Source source = old.spec().source();
        boolean own = source.url() != null
                || (store.bucket().equals(source.bucket()) && source.key().equals(ObjectKeys.source(old.id())));
        if (!own) {
            return Optional.empty();
        }
        Optional<StoredObject> found = store.stat(store.ref(ObjectKeys.source(old.id())));
        if (found.isEmpty() && source.url() == null) {
            throw ProblemException.of(
                    ProblemCode.SOURCE_GONE, "the source of job %s was removed; send it again".formatted(old.id()));
        }
        return found;
    }

    private Uni<CreatedJob> named(Job old, JobRequest request, NewJob.Idempotency key) {
        JobOrder order = order(old, old.spec().source(), request);
        return jobs.create(new NewJob(null, order.spec(), false, order.scheduling(), order.labels(), key));
    }

    private Uni<CreatedJob> copied(Job old, JobRequest request, NewJob.Idempotency key, StoredObject from) {
        String id = JobIds.next();
        Source own = Source.object(
                store.bucket(), ObjectKeys.source(id), old.spec().source().fileName());
        JobOrder order = order(old, own, request);
        NewJob job = new NewJob(id, order.spec(), true, order.scheduling(), order.labels(), key);
        return Uni.createFrom().item(() -> intake.begin(job, () -> {})).invoke(created -> {
            if (!created.existing()) {
                Infrastructure.getDefaultWorkerPool().execute(() -> copy(id, order, from));
            }
        });
    }

    private void copy(String id, JobOrder order, StoredObject from) {
        MDC.put(Telemetry.JOB_ID, id);
        try {
            copy(store.ref(from.key()), ObjectKeys.source(id), from.bytes());
            intake.complete(id, from.bytes(), order, order);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("the source could not be copied: %s", e.getMessage());
            intake.abort(id, "the source could not be copied: " + e.getMessage());
        } finally {
            MDC.remove(Telemetry.JOB_ID);
        }
    }

    private void copy(ObjectRef from, String to, long bytes) throws IOException {
        if (bytes <= LARGEST_COPY) {
            store.copy(from, to);
            return;
        }
        try (InputStream in = store.open(from, 0)) {
            store.upload(to, in, OptionalLong.of(bytes), "application/octet-stream");
        }
    }

    private JobOrder order(Job old, Source source, JobRequest request) {
        return JobRequests.again(old, source, request, clock.instant());
    }
}

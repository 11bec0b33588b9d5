package io.reelmill.gateway.api;

import io.reelmill.gateway.admission.Admission;
import io.reelmill.gateway.admission.AdmissionConfig;
import io.reelmill.gateway.requests.JobOrder;
import io.reelmill.gateway.requests.JobRequest;
import io.reelmill.gateway.requests.JobRequests;
import io.reelmill.gateway.requests.SourcePolicy;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** Takes orders for jobs whose source is named. */
@ApplicationScoped
class JobOrders {

    private final Admission admission;
    private final JobService jobs;
    private final SourcePolicy policy;
    private final Clock clock;

    JobOrders(Admission admission, AdmissionConfig config, JobService jobs, ObjectStore store, Clock clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.policy = new SourcePolicy(config.sourceBuckets().orElseGet(() -> Set.of(store.bucket())), store.bucket());
        this.clock = clock;
    }

    /**
     * The job, or that of an earlier request with the same key, whatever would be said to the request today.
     *
     * @param idempotencyKey the caller's key, null for none
     */
    Uni<CreatedJob> create(JobRequest asked, String idempotencyKey) {
        NewJob.Idempotency idempotency = JobRequests.idempotency(idempotencyKey, "json", asked);
        return jobs.ofRequest(idempotency)
                .flatMap(earlier -> earlier.isPresent()
                        ? Uni.createFrom().item(new CreatedJob(earlier.get(), true))
                        : create(asked, idempotency));
    }

    private Uni<CreatedJob> create(JobRequest asked, NewJob.Idempotency idempotency) {
        JobOrder order = JobRequests.order(asked, policy, clock.instant());
        return admission
                .check()
                .flatMap(ok -> jobs.create(
                        new NewJob(null, order.spec(), false, order.scheduling(), order.labels(), idempotency)));
    }
}

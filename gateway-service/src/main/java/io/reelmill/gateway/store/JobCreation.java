package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.JobMachine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Creates jobs, each request's only once. */
@ApplicationScoped
class JobCreation {

    private final Transactions transactions;
    private final JobStore store;
    private final JobHandler handler;
    private final Clock clock;

    JobCreation(Transactions transactions, JobStore store, JobHandler handler, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.handler = handler;
        this.clock = clock;
    }

    Uni<CreatedJob> create(NewJob request) {
        return findOrCreate(request)
                .onFailure(e -> request.idempotency() != null && StoreFailures.duplicate(e))
                .recoverWithUni(() -> findOrCreate(request));
    }

    private Uni<CreatedJob> findOrCreate(NewJob request) {
        Decision decision = decide(request);
        return transactions
                .run(session ->
                        existing(session, request).onItem().ifNull().switchTo(() -> insert(session, request, decision)))
                .invoke(created -> {
                    if (!created.existing()) {
                        handler.announce(decision);
                    }
                });
    }

    private Uni<CreatedJob> existing(Mutiny.Session session, NewJob request) {
        if (request.idempotency() == null) {
            return Uni.createFrom().nullItem();
        }
        return session.find(IdempotencyRow.class, request.idempotency().key())
                .onItem()
                .ifNotNull()
                .transformToUni(row -> store.load(session, row.jobOf(request.idempotency()), LockMode.NONE)
                        .map(loaded -> new CreatedJob(loaded.job(), true)));
    }

    private Uni<CreatedJob> insert(Mutiny.Session session, NewJob request, Decision decision) {
        Uni<Void> job = store.insert(session, decision);
        Uni<Void> all = request.idempotency() == null
                ? job
                : job.call(() -> session.persist(new IdempotencyRow(
                                request.idempotency(), decision.job().id())))
                        .call(session::flush);
        return all.replaceWith(new CreatedJob(decision.job(), false));
    }

    private Decision decide(NewJob request) {
        Instant now = clock.instant();
        String id = request.id() == null ? JobIds.next() : request.id();
        Job draft = Job.draft(id, request.spec(), request.scheduling(), request.labels(), now);
        return request.uploading()
                ? new Decision(draft, draft, List.of(), List.of())
                : JobMachine.decide(draft, new JobEvent.Submitted(now));
    }
}

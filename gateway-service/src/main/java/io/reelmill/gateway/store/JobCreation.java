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
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Creates jobs, each request's only once. */
@ApplicationScoped
class JobCreation {

    private static final int TRIES = 3;
    private static final String KEEP_KEY =
            "insert into idempotency (key, request_hash, job_id) values (:key, :hash, :job) on conflict do nothing";

    private final Transactions transactions;
    private final JobStore store;
    private final JobHandler handler;
    private final JobMachine machine;
    private final Clock clock;

    JobCreation(Transactions transactions, JobStore store, JobHandler handler, JobMachine machine, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.handler = handler;
        this.machine = machine;
        this.clock = clock;
    }

    Uni<CreatedJob> create(NewJob request) {
        return findOrCreate(request).onFailure(KeyTakenException.class).retry().atMost(TRIES);
    }

    private Uni<CreatedJob> findOrCreate(NewJob request) {
        Decision decision = decide(request);
        return transactions
                .run(session -> existing(session, request.idempotency())
                        .onItem()
                        .ifNotNull()
                        .transform(job -> new CreatedJob(job, true))
                        .onItem()
                        .ifNull()
                        .switchTo(() -> insert(session, request, decision)))
                .invoke(created -> {
                    if (!created.existing()) {
                        handler.announce(decision);
                    }
                });
    }

    Uni<Optional<Job>> ofRequest(NewJob.Idempotency idempotency) {
        return idempotency == null
                ? Uni.createFrom().item(Optional.empty())
                : transactions.run(session -> existing(session, idempotency).map(Optional::ofNullable));
    }

    private Uni<Job> existing(Mutiny.Session session, NewJob.Idempotency idempotency) {
        if (idempotency == null) {
            return Uni.createFrom().nullItem();
        }
        return session.find(IdempotencyRow.class, idempotency.key())
                .onItem()
                .ifNotNull()
                .transformToUni(row -> store.load(session, row.jobOf(idempotency), LockMode.NONE)
                        .map(JobStore.Loaded::job));
    }

    private Uni<CreatedJob> insert(Mutiny.Session session, NewJob request, Decision decision) {
        return store.insert(session, decision)
                .call(() -> keep(session, request.idempotency(), decision.job().id()))
                .replaceWith(new CreatedJob(decision.job(), false));
    }

    private static Uni<Void> keep(Mutiny.Session session, NewJob.Idempotency key, String jobId) {
        if (key == null) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(KEEP_KEY)
                .setParameter("key", key.key())
                .setParameter("hash", key.requestHash())
                .setParameter("job", jobId)
                .executeUpdate()
                .invoke(rows -> {
                    if (rows == 0) {
                        throw new KeyTakenException();
                    }
                })
                .replaceWithVoid();
    }

    private Decision decide(NewJob request) {
        Instant now = clock.instant();
        String id = request.id() == null ? JobIds.next() : request.id();
        Job draft = Job.draft(id, request.spec(), request.scheduling(), request.labels(), now);
        if (!request.uploading()) {
            return machine.decide(draft, new JobEvent.Submitted(now));
        }
        Job uploading = request.copyOf() == null ? draft : draft.copying(request.copyOf());
        return new Decision(uploading, uploading, List.of(), List.of());
    }

    /** The same request was served at the same time, and its transaction was first. */
    private static final class KeyTakenException extends RuntimeException {
        KeyTakenException() {
            super("the idempotency key was taken meanwhile", null, false, false);
        }
    }
}

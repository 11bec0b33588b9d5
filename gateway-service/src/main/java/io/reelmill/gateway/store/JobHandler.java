package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.JobMachine;
import io.reelmill.gateway.logs.LogKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Lets an event happen: read, decide, write, in one transaction. Decides without a lock first, since contention is
 * rare; whoever comes second reads again, decides again, and holds the row meanwhile, so that nobody starves.
 */
@ApplicationScoped
class JobHandler {

    private static final Logger LOG = Logger.getLogger(JobHandler.class);
    private static final int LOCKED_TRIES = 3;

    private final Transactions transactions;
    private final JobStore store;
    private final JobMachine machine;
    private final Event<Decision> decided;

    JobHandler(Transactions transactions, JobStore store, JobMachine machine, Event<Decision> decided) {
        this.transactions = transactions;
        this.store = store;
        this.machine = machine;
        this.decided = decided;
    }

    Uni<Decision> handle(String jobId, JobEvent event) {
        return decide(jobId, event, LockMode.NONE)
                .onFailure(JobStore.ConflictException.class)
                .recoverWithUni(() -> decide(jobId, event, LockMode.PESSIMISTIC_WRITE)
                        .onFailure(JobStore.ConflictException.class)
                        .retry()
                        .atMost(LOCKED_TRIES))
                .invoke(this::announce);
    }

    private Uni<Decision> decide(String jobId, JobEvent event, LockMode lock) {
        return transactions.run(session -> store.load(session, jobId, lock)
                .onItem()
                .ifNull()
                .failWith(() -> new JobNotFoundException(jobId))
                .flatMap(loaded -> write(session, loaded, machine.decide(loaded.job(), event))));
    }

    private Uni<Decision> write(Mutiny.Session session, JobStore.Loaded loaded, Decision decision) {
        return decision.hasEffect()
                ? store.write(session, loaded, decision).replaceWith(decision)
                : Uni.createFrom().item(decision);
    }

    /** After the commit: whoever listens only speeds things up, so that a failing listener changes nothing. */
    void announce(Decision decision) {
        if (!decision.hasEffect()) {
            return;
        }
        try {
            decided.fire(decision);
        } catch (RuntimeException e) {
            String jobId = decision.job().id();
            LogKeys.of(jobId).during(() -> LOG.warnf(e, "A listener failed after a decision about job %s", jobId));
        }
    }
}

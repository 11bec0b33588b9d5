package io.reelmill.gateway.terminations;

import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.HolderProbe;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a death of a worker happen to the attempts that the dead process held. What it means is recorded before anything
 * happens, under the worker and the container: another report of the same death has no further effect, whatever it says.
 */
@ApplicationScoped
class TerminationDesk {

    private static final Logger LOG = Logger.getLogger(TerminationDesk.class);

    /** No worker is started anew and at work so soon. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Pool database;
    private final JobService jobs;
    private final Victims victims;
    private final HolderProbe probe;
    private final Clock clock;

    TerminationDesk(Pool database, JobService jobs, Victims victims, HolderProbe probe, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.victims = victims;
        this.probe = probe;
        this.clock = clock;
    }

    /** What the death meant for each attempt. When it fails half way, a repeated report does the rest. */
    Uni<List<Attribution>> report(String workerId, Termination death) {
        return database.withTransaction(connection -> ruling(new DeathRecords(connection), workerId, death))
                .call(ruling -> ruling.settled() ? Uni.createFrom().voidItem() : settle(workerId, death, ruling))
                .map(Ruling::attributions);
    }

    private Uni<Ruling> ruling(DeathRecords records, String workerId, Termination death) {
        return records.lock(workerId)
                .flatMap(ignored -> records.find(workerId, death))
                .flatMap(known -> known.map(ruling -> Uni.createFrom().item(ruling))
                        .orElseGet(() -> rule(records, workerId, death)));
    }

    /** What concerns nothing is not recorded: who reports the same death by a better clock shall be heard. */
    private Uni<Ruling> rule(DeathRecords records, String workerId, Termination death) {
        Instant now = clock.instant();
        return living(workerId, death, now)
                .flatMap(living -> records.process(workerId, death.toldAt(now), living))
                .flatMap(process -> process.map(dead -> rule(records, workerId, dead, death.toldAt(now), now))
                        .orElseGet(() -> Uni.createFrom().item(new Ruling(List.of(), false))));
    }

    private Uni<Ruling> rule(DeathRecords records, String workerId, String dead, Termination death, Instant now) {
        return victims.of(records, workerId, dead, death, now)
                .map(held -> new Ruling(Attribution.of(workerId, death, held), false))
                .call(ruling -> ruling.attributions().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : records.add(workerId, death, dead, ruling, now));
    }

    /**
     * The process of the worker that lives now, so that another clock, or another death of that name, does not make it the
     * dead one. Of a fresh death that is not asked, since it takes as long as a new heartbeat may: no other process can have
     * claimed anything yet.
     */
    private Uni<Optional<String>> living(String workerId, Termination death, Instant now) {
        boolean fresh = !death.at().isAfter(now) && death.at().isAfter(now.minus(FRESH));
        return fresh
                ? Uni.createFrom().item(Optional.empty())
                : probe.living(workerId).onFailure().recoverWithItem(Optional.empty());
    }

    /** An attempt whose job cannot be decided about now does not keep the others waiting. */
    private Uni<Void> settle(String workerId, Termination death, Ruling ruling) {
        return Multi.createFrom()
                .iterable(ruling.attributions())
                .onItem()
                .transformToUni(this::happen)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .flatMap(ignored -> new DeathRecords(database).settle(workerId, death));
    }

    private Uni<Void> happen(Attribution attribution) {
        Attempt attempt = attribution.victim().attempt();
        String jobId = attribution.victim().jobId();
        LogKeys.of(jobId, attempt.taskId(), attempt.number())
                .during(() -> LOG.infof("%s: %s", attribution.outcome(), attribution.detail()));
        return jobs.handle(
                        jobId,
                        new JobEvent.DeathExplained(
                                clock.instant(), attempt, attribution.outcome(), attribution.detail()))
                .replaceWithVoid()
                .onFailure(JobNotFoundException.class)
                .recoverWithNull();
    }
}

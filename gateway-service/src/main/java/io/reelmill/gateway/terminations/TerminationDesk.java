package io.reelmill.gateway.terminations;

import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.LifeSigns;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a death of a worker happen to the attempts that the dead process held. What it means is recorded before anything
 * happens, under the worker and the container: another report of the same death has no further effect, whatever it says, once
 * one has meant anything.
 */
@ApplicationScoped
class TerminationDesk {

    private static final Logger LOG = Logger.getLogger(TerminationDesk.class);

    private final Pool database;
    private final JobService jobs;
    private final Victims victims;
    private final LifeSigns life;
    private final Clock clock;

    TerminationDesk(Pool database, JobService jobs, Victims victims, LifeSigns life, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.victims = victims;
        this.life = life;
        this.clock = clock;
    }

    /**
     * What the death meant for each attempt. When it fails half way, a repeated report does the rest; it fails as well while it
     * cannot be told whether the process lives that the report would be about.
     */
    Uni<List<Attribution>> report(String workerId, Termination told) {
        Termination death = told.toldAt(clock.instant());
        return new DeathRecords(database)
                .find(workerId, death)
                .flatMap(known ->
                        known.map(ruling -> Uni.createFrom().item(ruling)).orElseGet(() -> ruling(workerId, death)))
                .call(ruling -> ruling.settled() ? Uni.createFrom().voidItem() : settle(workerId, death, ruling))
                .map(Ruling::attributions);
    }

    private Uni<Ruling> ruling(String workerId, Termination death) {
        return living(workerId, death)
                .flatMap(living -> database.withTransaction(
                        connection -> ruling(new DeathRecords(connection), workerId, death, living)));
    }

    /** A process that named itself is dead; else one that lives must not be taken for it. */
    private Uni<Optional<String>> living(String workerId, Termination death) {
        return death.incarnation() == null
                ? life.living(workerId)
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Ruling> ruling(DeathRecords records, String workerId, Termination death, Optional<String> living) {
        return records.lock(workerId)
                .flatMap(ignored -> records.find(workerId, death))
                .flatMap(known -> known.map(ruling -> Uni.createFrom().item(ruling))
                        .orElseGet(() -> rule(records, workerId, death, living)));
    }

    private Uni<Ruling> rule(DeathRecords records, String workerId, Termination death, Optional<String> living) {
        Instant now = clock.instant();
        return records.claimants(workerId, death, now)
                .invoke(claimants -> {
                    if (Claimant.stillLives(death, claimants, living)) {
                        throw new LifeSigns.UndecidedException(
                                "worker %s was sent away, but still shows signs of life".formatted(workerId));
                    }
                })
                .map(claimants -> Claimant.whoDied(death, claimants, living))
                .flatMap(process -> process.map(dead -> rule(records, workerId, death, dead, now))
                        .orElseGet(() -> Uni.createFrom().item(Ruling.NOTHING)));
    }

    private Uni<Ruling> rule(DeathRecords records, String workerId, Termination death, String dead, Instant now) {
        return victims.of(records, workerId, dead, death, now)
                .map(held -> new Ruling(Attribution.of(workerId, death, held), false))
                .call(ruling -> records.add(workerId, death, dead, ruling, now));
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

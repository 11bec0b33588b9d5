package io.reelmill.gateway.terminations;

import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.SeenMemory;
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
 * happens, under the worker and the container: another report of the same death has no further effect, whatever it says.
 */
@ApplicationScoped
class TerminationDesk {

    private static final Logger LOG = Logger.getLogger(TerminationDesk.class);

    private final Pool database;
    private final JobService jobs;
    private final SeenMemory memory;
    private final TerminationsConfig config;
    private final Clock clock;

    TerminationDesk(Pool database, JobService jobs, SeenMemory memory, TerminationsConfig config, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.memory = memory;
        this.config = config;
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

    private Uni<Ruling> rule(DeathRecords records, String workerId, Termination death) {
        Instant now = clock.instant();
        return records.process(workerId, death).flatMap(process -> held(records, workerId, process, now)
                .map(held -> held.stream().map(victim -> seen(victim, death)).toList())
                .map(victims -> new Ruling(Attribution.of(workerId, death, victims), false))
                .call(ruling -> records.add(workerId, death, process.orElse(null), ruling, now)));
    }

    private Uni<List<Victim>> held(DeathRecords records, String workerId, Optional<String> process, Instant now) {
        return process.map(incarnation -> records.held(workerId, incarnation, now.minus(config.memory())))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private Victim seen(Victim victim, Termination death) {
        return memory.of(victim.jobId(), victim.attempt())
                .map(seen -> victim.seen(seen, death))
                .orElse(victim);
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

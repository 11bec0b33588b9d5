package io.reelmill.gateway.terminations;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Termination;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Lets a death of a worker happen to the attempts that it held; a repeated report has no further effect. */
@ApplicationScoped
class TerminationDesk {

    private static final Logger LOG = Logger.getLogger(TerminationDesk.class);

    /** Whoever reports may have another clock, and kubelets cut off fractions of seconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** Attempts that run, and those given up lately without a reason, if they began before the worker died. */
    private static final String HELD =
            """
            SELECT job_id, task_id, number, worker, claimed_at, ended_at, outcome, detail, queue, predicted_bytes, lean
            FROM attempt WHERE worker = $1 AND claimed_at <= $2
              AND (ended_at IS NULL OR (outcome = 'WORKER_LOST' AND ended_at > $3))""";

    private final Pool database;
    private final JobService jobs;
    private final LiveWorkers workers;
    private final TerminationsConfig config;
    private final Clock clock;

    TerminationDesk(Pool database, JobService jobs, LiveWorkers workers, TerminationsConfig config, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.workers = workers;
        this.config = config;
        this.clock = clock;
    }

    /** What the death meant for each attempt. A report that failed half way can be repeated. */
    Uni<List<Attribution>> report(String workerId, Termination death) {
        return victims(workerId, death)
                .map(victims -> Attribution.of(workerId, death, victims))
                .call(attributions -> Multi.createFrom()
                        .iterable(attributions)
                        .onItem()
                        .transformToUniAndConcatenate(this::happen)
                        .collect()
                        .last());
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

    private Uni<List<Victim>> victims(String workerId, Termination death) {
        Instant since = clock.instant().minus(config.memory());
        return workers.of(workerId)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .flatMap(heartbeat -> database.preparedQuery(HELD)
                        .execute(Tuple.of(workerId, time(death.at().plus(SLACK)), time(since)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> victim(row, heartbeat))
                                .toList()));
    }

    private static Victim victim(Row row, Optional<Heartbeat> heartbeat) {
        String jobId = row.getString("job_id");
        Attempt attempt = attempt(row);
        long seen = heartbeat.stream()
                .flatMap(beat -> beat.running().stream())
                .filter(running -> running.jobId().equals(jobId)
                        && running.taskId().equals(attempt.taskId())
                        && running.attempt() == attempt.number())
                .mapToLong(Heartbeat.Running::memoryBytes)
                .findFirst()
                .orElse(0);
        return new Victim(jobId, attempt, seen);
    }

    private static Attempt attempt(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        String outcome = row.getString("outcome");
        String queue = row.getString("queue");
        Long predicted = row.getLong("predicted_bytes");
        return new Attempt(
                row.getString("task_id"),
                row.getInteger("number"),
                row.getString("worker"),
                row.getOffsetDateTime("claimed_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("detail"),
                null,
                queue == null ? null : WorkQueue.valueOf(queue),
                predicted == null ? 0 : predicted,
                row.getBoolean("lean"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package io.reelmill.gateway.terminations;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.gateway.jobs.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Deaths of workers and the attempts they may concern, in PostgreSQL. */
final class DeathRecords {

    /** Whoever reports may have another clock, and kubelets cut off fractions of seconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** Far longer than anybody repeats a report of which something could still follow. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** Reports about one worker wait for each other. */
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(7235112, hashtext($1))";

    private static final String FIND =
            "SELECT meaning, settled FROM worker_death WHERE worker = $1 AND container_id = $2";

    /**
     * The process that had made the latest claim when the worker died ($2) or, when that one is known to have died otherwise,
     * the one that claimed next, within the slack ($3). One that went on to claim later than that is not the dead one, nor is
     * one that claimed before the dead one began ($4).
     */
    private static final String PROCESS =
            """
            SELECT incarnation FROM attempt claim
            WHERE worker = $1 AND claimed_at BETWEEN $4 AND $3
              AND claimed_at >= coalesce(
                  (SELECT max(claimed_at) FROM attempt WHERE worker = $1 AND claimed_at <= $2), $2)
              AND NOT EXISTS (SELECT 1 FROM worker_death death
                  WHERE death.worker = $1 AND death.incarnation = claim.incarnation)
              AND NOT EXISTS (SELECT 1 FROM attempt later
                  WHERE later.worker = $1 AND later.claimed_at > $3 AND later.incarnation = claim.incarnation)
            ORDER BY claimed_at LIMIT 1""";

    /** Attempts that it runs, and those given up lately without a reason: by others, since it had not reported them. */
    private static final String HELD =
            """
            SELECT job_id, task_id, number, worker, incarnation, claimed_at, ended_at, outcome, detail, queue,
                   predicted_bytes, lean
            FROM attempt WHERE worker = $1 AND incarnation = $2
              AND (ended_at IS NULL OR (outcome = 'WORKER_LOST' AND millis IS NULL AND ended_at > $3))
            ORDER BY job_id, task_id""";

    private static final String ADD =
            """
            INSERT INTO worker_death (worker, container_id, incarnation, meaning, settled, reported_at)
            VALUES ($1, $2, $3, $4, false, $5)""";

    private static final String SETTLE =
            "UPDATE worker_death SET settled = true WHERE worker = $1 AND container_id = $2";

    private static final String FORGET = "DELETE FROM worker_death WHERE reported_at < $1";

    private final SqlClient connection;

    DeathRecords(SqlClient connection) {
        this.connection = connection;
    }

    /** Keeps others from recording deaths of the same worker until the transaction ends. */
    Uni<Void> lock(String workerId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(workerId)).replaceWithVoid();
    }

    /** What was decided at an earlier report of the same death, whatever else that one said. */
    Uni<Optional<Ruling>> find(String workerId, Termination death) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(workerId, death.containerId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Ruling(
                                List.of(Messages.read(row.getString("meaning"), Attribution[].class)),
                                row.getBoolean("settled")))
                        .findFirst());
    }

    /** The incarnation that died; empty when none of those that claimed anything can be it. */
    Uni<Optional<String>> process(String workerId, Termination death) {
        Instant began = death.startedAt() == null ? Instant.EPOCH : death.startedAt();
        return connection
                .preparedQuery(PROCESS)
                .execute(Tuple.of(workerId, time(death.at()), time(death.at().plus(SLACK)), time(began)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> Optional.ofNullable(row.getString("incarnation")).stream())
                        .findFirst());
    }

    /**
     * The attempts that may have ended with a process, without what was seen of them.
     *
     * @param since attempts that were given up before are not to be explained any more
     */
    Uni<List<Victim>> held(String workerId, String incarnation, Instant since) {
        return connection
                .preparedQuery(HELD)
                .execute(Tuple.of(workerId, incarnation, time(since)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Victim(row.getString("job_id"), attempt(row), null, false))
                        .toList());
    }

    /** Records what was decided, and forgets what is old. */
    Uni<Void> add(String workerId, Termination death, String incarnation, Ruling ruling, Instant now) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        workerId, death.containerId(), incarnation, Messages.write(ruling.attributions()), time(now)))
                .flatMap(ignored -> connection.preparedQuery(FORGET).execute(Tuple.of(time(now.minus(KEPT)))))
                .replaceWithVoid();
    }

    /** All of it has happened. */
    Uni<Void> settle(String workerId, Termination death) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(workerId, death.containerId()))
                .replaceWithVoid();
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
                row.getString("incarnation"),
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

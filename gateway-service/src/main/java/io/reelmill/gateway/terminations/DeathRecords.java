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

    /** Far longer than anybody repeats a report of which something could still follow. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** Reports about one worker wait for each other. */
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(7235112, hashtext($1))";

    /** One that has meant nothing is asked for again: the claim that it explains may not have been read then. */
    private static final String FIND =
            "SELECT meaning, settled FROM worker_death WHERE worker = $1 AND container_id = $2 AND meaning <> '[]'";

    /** Those that claimed anything since $3, and whether another death than $2 was theirs. */
    private static final String CLAIMANTS =
            """
            SELECT incarnation, min(claimed_at) AS first, max(claimed_at) AS last,
                   EXISTS (SELECT 1 FROM worker_death death WHERE death.worker = $1
                       AND death.incarnation = claim.incarnation AND death.container_id <> $2) AS dead
            FROM attempt claim WHERE worker = $1 AND claimed_at >= $3 AND incarnation IS NOT NULL
            GROUP BY incarnation ORDER BY first""";

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
            VALUES ($1, $2, $3, $4, false, $5)
            ON CONFLICT (worker, container_id)
            DO UPDATE SET incarnation = $3, meaning = $4, settled = false, reported_at = $5""";

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

    /** What was decided at an earlier report of the same death that meant anything, whatever else that one said. */
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

    /** The processes of the worker that have claimed anything lately, by their first claim. */
    Uni<List<Claimant>> claimants(String workerId, Termination death, Instant now) {
        return connection
                .preparedQuery(CLAIMANTS)
                .execute(Tuple.of(workerId, death.containerId(), time(now.minus(KEPT))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Claimant(
                                row.getString("incarnation"),
                                row.getOffsetDateTime("first").toInstant(),
                                row.getOffsetDateTime("last").toInstant(),
                                row.getBoolean("dead")))
                        .toList());
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

package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The dispatcher's questions to the database. */
final class WaitingWork {

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(7235111, 1) AS mine";

    private static final String RUNNING =
            "SELECT queue, job_id, count(*) AS tasks FROM task WHERE state = 'RUNNING' GROUP BY queue, job_id";

    private static final String DUE =
            """
            SELECT job_id, id, attempt, queue, priority, cost, position, released FROM (
                SELECT t.job_id, t.id, t.attempt, t.queue, j.priority, t.cost, t.position, t.state = 'RELEASED' AS released,
                       row_number() OVER (PARTITION BY t.queue, t.job_id, t.state ORDER BY t.cost DESC, t.position) AS rank
                FROM task t JOIN job j ON j.id = t.job_id
                WHERE (t.state = 'RELEASED' OR t.state = 'WAITING' AND (t.not_before IS NULL OR t.not_before <= $1))
                  AND j.ended_at IS NULL AND NOT j.suspended AND (j.not_before IS NULL OR j.not_before <= $1)
            ) due WHERE released OR rank <= $2""";

    private static final String EXPIRED =
            "SELECT job_id, id, attempt FROM task WHERE state = 'RELEASED' AND released_at < $1";

    private static final String LATE =
            """
            SELECT id FROM job WHERE ended_at IS NULL
            AND (deadline <= $1 OR deadline IS NULL AND greatest(created_at, not_before) <= $2)""";

    private final SqlConnection connection;

    WaitingWork(SqlConnection connection) {
        this.connection = connection;
    }

    /** A released attempt. */
    record Released(String jobId, String taskId, int attempt) {}

    /** Whether this replica is the dispatcher until the transaction ends. */
    Uni<Boolean> lock() {
        return connection.query(LOCK).execute().map(rows -> rows.iterator()
                .next()
                .getBoolean("mine"));
    }

    /** Tasks that are running, by queue and job. */
    Uni<Map<WorkQueue, Map<String, Integer>>> running() {
        return connection.query(RUNNING).execute().map(rows -> {
            Map<WorkQueue, Map<String, Integer>> counts = new EnumMap<>(WorkQueue.class);
            rows.forEach(row -> counts.computeIfAbsent(queue(row), queue -> new HashMap<>())
                    .put(row.getString("job_id"), row.getInteger("tasks")));
            return counts;
        });
    }

    /** Tasks whose time has come, the first ones of each job and queue, and all that lie in queues. */
    Uni<List<Candidate>> due(Instant now, int perJob) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(time(now), perJob))
                .map(rows -> list(
                        rows,
                        row -> new Candidate(
                                row.getString("job_id"),
                                row.getString("id"),
                                row.getInteger("attempt"),
                                queue(row),
                                row.getInteger("priority"),
                                row.getDouble("cost"),
                                row.getInteger("position"),
                                row.getBoolean("released"))));
    }

    /** Attempts released before the given time that nobody has claimed. */
    Uni<List<Released>> expired(Instant before) {
        return connection
                .preparedQuery(EXPIRED)
                .execute(Tuple.of(time(before)))
                .map(rows -> list(
                        rows,
                        row -> new Released(row.getString("job_id"), row.getString("id"), row.getInteger("attempt"))));
    }

    /**
     * Unfinished jobs whose deadline has passed.
     *
     * @param begun the same for those without one of their own: they could begin before then
     */
    Uni<List<String>> late(Instant now, Instant begun) {
        return connection
                .preparedQuery(LATE)
                .execute(Tuple.of(time(now), time(begun)))
                .map(rows -> list(rows, row -> row.getString("id")));
    }

    private static WorkQueue queue(Row row) {
        return WorkQueue.valueOf(row.getString("queue"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
        return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }
}

package io.reelmill.gateway.retention;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.retention.RetentionPolicy.JobFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the records say of jobs, without reading them whole. Blocks. */
@ApplicationScoped
class JobRecords {

    private static final int BATCH = 1000;
    private static final String FACTS = "SELECT id, state, ended_at FROM job WHERE id = ANY($1)";
    private static final String UPLOADING =
            "SELECT id FROM job WHERE state = 'UPLOADING' AND ended_at IS NULL AND copy_of IS NULL";
    private static final String ENDED =
            "SELECT id FROM job WHERE ended_at < $1 AND id > $2 ORDER BY id LIMIT %d".formatted(BATCH);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool database;

    JobRecords(Pool database) {
        this.database = database;
    }

    /** Jobs that wait for their caller to send the source. */
    List<String> uploading() {
        return ids(database.query(UPLOADING).execute());
    }

    /**
     * Some of the jobs that ended before the given time, in the order of their ids; empty when there are no more.
     *
     * @param after the last id seen, empty at first
     */
    List<String> endedBefore(Instant time, String after) {
        return ids(database.preparedQuery(ENDED).execute(Tuple.of(time.atOffset(ZoneOffset.UTC), after)));
    }

    private static List<String> ids(Uni<RowSet<Row>> answer) {
        return StreamSupport.stream(answer.await().atMost(PATIENCE).spliterator(), false)
                .map(row -> row.getString("id"))
                .toList();
    }

    /** The facts by job; a job without a record is missing. */
    Map<String, JobFacts> of(Collection<String> jobIds) {
        List<String> ids = new ArrayList<>(jobIds);
        Map<String, JobFacts> facts = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            String[] batch =
                    ids.subList(from, Math.min(ids.size(), from + BATCH)).toArray(String[]::new);
            database.preparedQuery(FACTS)
                    .execute(Tuple.of(batch))
                    .await()
                    .atMost(PATIENCE)
                    .forEach(row -> {
                        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
                        facts.put(
                                row.getString("id"),
                                new JobFacts(
                                        JobStatus.valueOf(row.getString("state")),
                                        ended == null ? null : ended.toInstant()));
                    });
        }
        return facts;
    }
}

package io.reelmill.gateway.retention;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.retention.RetentionPolicy.JobFacts;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the records say of jobs whose objects were found. Blocks. */
@ApplicationScoped
class JobRecords {

    private static final String FACTS = "SELECT id, state, ended_at FROM job WHERE id = ANY($1)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BATCH = 1000;

    private final Pool database;

    JobRecords(Pool database) {
        this.database = database;
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

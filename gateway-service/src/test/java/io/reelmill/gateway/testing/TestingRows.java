package io.reelmill.gateway.testing;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Rows of jobs as time, or a mishap, would have made them. */
public final class TestingRows {

    private final Pool database;

    public TestingRows(Pool database) {
        this.database = database;
    }

    /** Rows that cannot be read, until this is closed. */
    public interface Broken extends AutoCloseable {
        @Override
        void close();
    }

    public Broken broken(List<String> jobIds) {
        update("UPDATE job SET spec = '#' || spec WHERE id = ANY($1)", jobIds);
        return () -> update("UPDATE job SET spec = substr(spec, 2) WHERE id = ANY($1)", jobIds);
    }

    /** Lets jobs have ended so long ago. */
    public void ended(String jobId, Duration ago) {
        update(
                "UPDATE job SET ended_at = now() - interval '%d seconds' WHERE id = ANY($1)".formatted(ago.toSeconds()),
                List.of(jobId));
    }

    /** Lets tasks of a job have been released so long before they were. */
    public void releasedEarlier(String jobId, Duration by) {
        update(
                "UPDATE task SET released_at = released_at - interval '%d seconds' WHERE job_id = ANY($1)"
                        .formatted(by.toSeconds()),
                List.of(jobId));
    }

    private void update(String sql, List<String> jobIds) {
        TestingJobs.await(database.preparedQuery(sql).execute(Tuple.of(jobIds.toArray(String[]::new))));
    }
}

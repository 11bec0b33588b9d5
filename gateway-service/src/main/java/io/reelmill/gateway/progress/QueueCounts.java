package io.reelmill.gateway.progress;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.store.StoreFailures;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much work there is per queue, and how many slots take it. */
@ApplicationScoped
public class QueueCounts {

    private static final String COUNTS =
            """
            SELECT t.queue, t.state, count(*) AS tasks FROM task t JOIN job j ON j.id = t.job_id
            WHERE t.state IN ('WAITING', 'RELEASED', 'RUNNING') AND j.ended_at IS NULL
            GROUP BY t.queue, t.state""";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool database;
    private final LiveWorkers workers;

    QueueCounts(Pool database, LiveWorkers workers) {
        this.database = database;
        this.workers = workers;
    }

    /**
     * One queue.
     *
     * @param queue the queue
     * @param waiting tasks that wait in the database
     * @param released tasks handed to the queue
     * @param running tasks with a worker
     * @param slots slots of live workers that take from it and are not draining; null when Redis cannot tell
     */
    @Schema(name = "Queue", description = "Work in one queue and the slots that take it")
    public record QueueCount(
            WorkQueue queue,
            long waiting,
            long released,
            long running,
            @Schema(description = "Slots of live workers; null when it is not known") Integer slots) {}

    /** All queues, in the order of the pipeline. Fails with {@code StoreUnavailableException}. */
    public Uni<List<QueueCount>> all() {
        Uni<Map<String, Long>> tasks = database.query(COUNTS)
                .execute()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(StoreFailures::translate)
                .map(QueueCounts::read);
        Uni<List<Heartbeat>> fleet =
                workers.all().map(all -> List.copyOf(all.values())).onFailure().recoverWithNull();
        return Uni.combine().all().unis(tasks, fleet).with(QueueCounts::join);
    }

    private static Map<String, Long> read(RowSet<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getString("queue") + " " + row.getString("state"), row.getLong("tasks")));
        return counts;
    }

    static List<QueueCount> join(Map<String, Long> tasks, Collection<Heartbeat> fleet) {
        List<QueueCount> counts = new ArrayList<>();
        for (WorkQueue queue : WorkQueue.values()) {
            counts.add(new QueueCount(
                    queue,
                    tasks.getOrDefault(queue + " WAITING", 0L),
                    tasks.getOrDefault(queue + " RELEASED", 0L),
                    tasks.getOrDefault(queue + " RUNNING", 0L),
                    fleet == null ? null : slots(queue, fleet)));
        }
        return counts;
    }

    private static int slots(WorkQueue queue, Collection<Heartbeat> fleet) {
        return fleet.stream()
                .filter(worker -> !worker.draining() && worker.queues().contains(queue))
                .mapToInt(Heartbeat::slots)
                .sum();
    }
}

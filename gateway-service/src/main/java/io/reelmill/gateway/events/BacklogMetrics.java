package io.reelmill.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.pulse.Pulse;
import io.reelmill.gateway.store.SchemaReady;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Gauges of what is unfinished, as the database tells; every replica shows the same. */
@ApplicationScoped
class BacklogMetrics {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final String COUNTS =
            """
            SELECT 'jobs' AS what, state AS label, count(*) AS number FROM job WHERE ended_at IS NULL GROUP BY state
            UNION ALL
            SELECT 'waiting', queue, count(*) FROM task WHERE state = 'WAITING' GROUP BY queue
            UNION ALL
            SELECT 'released', queue, count(*) FROM task WHERE state IN ('RELEASED', 'RUNNING') GROUP BY queue
            UNION ALL
            SELECT 'outbox', '', count(*) FROM outbox""";

    private final Pool database;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Pulse pulse = new Pulse("backlog metrics", INTERVAL, this::refresh);

    BacklogMetrics(Pool database, MeterRegistry metrics) {
        this.database = database;
        Stream.of(JobStatus.values())
                .filter(state -> !state.terminal())
                .forEach(state -> gauge(metrics, Telemetry.JOBS, "jobs", "state", state.name()));
        for (WorkQueue queue : WorkQueue.values()) {
            gauge(metrics, Telemetry.TASKS_WAITING, "waiting", "queue", queue.name());
            gauge(metrics, Telemetry.TASKS_RELEASED, "released", "queue", queue.name());
        }
        gauges.put("outbox/", metrics.gauge(Telemetry.OUTBOX_PENDING, new AtomicLong()));
    }

    void start(@Observes SchemaReady event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    private void gauge(MeterRegistry metrics, String name, String what, String tag, String value) {
        gauges.put(what + "/" + value, metrics.gauge(name, Tags.of(tag, value), new AtomicLong()));
    }

    private Uni<Boolean> refresh() {
        return database.query(COUNTS).execute().invoke(this::show).replaceWith(false);
    }

    private void show(RowSet<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getString("what") + "/" + row.getString("label"), row.getLong("number")));
        gauges.forEach((key, gauge) -> gauge.set(counts.getOrDefault(key, 0L)));
    }
}

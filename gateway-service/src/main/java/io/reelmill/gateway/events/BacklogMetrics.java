package io.reelmill.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.pulse.Pulse;
import io.reelmill.gateway.store.DeadLetter;
import io.reelmill.gateway.store.SchemaReady;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
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
            SELECT 'age', task.queue, extract(epoch FROM now() - min(greatest(task.not_before, job.created_at,
                CASE WHEN task.queue = 'MERGE' THEN job.merging_at ELSE job.planned_at END)))::bigint
            FROM task JOIN job ON job.id = task.job_id
            WHERE task.state = 'WAITING' AND NOT job.suspended AND coalesce(task.not_before, job.created_at) <= now()
            GROUP BY task.queue
            UNION ALL
            SELECT 'overdue', '', count(*) FROM job WHERE ended_at IS NULL
                AND coalesce(deadline, greatest(created_at, not_before) + make_interval(secs => $1)) < now()
            UNION ALL
            SELECT 'letters', kind, count(*) FROM dead_letter GROUP BY kind
            UNION ALL
            SELECT 'outbox', '', count(*) FROM outbox
            UNION ALL
            SELECT 'outbox age', '', coalesce(extract(epoch FROM now() - min(created_at)), 0)::bigint FROM outbox""";

    private final Pool database;
    private final Rules rules;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Pulse pulse = new Pulse("backlog metrics", INTERVAL, this::refresh);

    BacklogMetrics(Pool database, Rules rules, MeterRegistry metrics) {
        this.database = database;
        this.rules = rules;
        Stream.of(JobStatus.values())
                .filter(state -> !state.terminal())
                .forEach(state -> gauge(metrics, Telemetry.JOBS, "jobs", "state", state.name()));
        for (WorkQueue queue : WorkQueue.values()) {
            gauge(metrics, Telemetry.TASKS_WAITING, "waiting", "queue", queue.name());
            gauge(metrics, Telemetry.TASKS_RELEASED, "released", "queue", queue.name());
            gauge(metrics, Telemetry.TASKS_WAITING_AGE, "age", "queue", queue.name());
        }
        for (DeadLetter.Kind kind : DeadLetter.Kind.values()) {
            gauge(metrics, Telemetry.DEAD_LETTERS_KEPT, "letters", "kind", kind.name());
        }
        gauge(metrics, Telemetry.JOBS_OVERDUE, "overdue");
        gauge(metrics, Telemetry.OUTBOX_PENDING, "outbox");
        gauge(metrics, Telemetry.OUTBOX_AGE, "outbox age");
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

    private void gauge(MeterRegistry metrics, String name, String what) {
        gauges.put(what + "/", metrics.gauge(name, new AtomicLong()));
    }

    private Uni<Boolean> refresh() {
        return database.preparedQuery(COUNTS)
                .execute(Tuple.of((double) rules.time().toSeconds()))
                .invoke(this::show)
                .replaceWith(false);
    }

    private void show(RowSet<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getString("what") + "/" + row.getString("label"), row.getLong("number")));
        gauges.forEach((key, gauge) -> gauge.set(counts.getOrDefault(key, 0L)));
    }
}

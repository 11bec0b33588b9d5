package io.reelmill.gateway.claims;

import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.pulse.Pulse;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.SchemaReady;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Looks after running attempts whose worker vanished without its record coming back, and keeps what is seen of their memory.
 * Runs on every replica.
 */
@ApplicationScoped
class HolderWatcher {

    private static final Logger LOG = Logger.getLogger(HolderWatcher.class);
    private static final String RUNNING =
            "SELECT job_id, id, attempt, worker, incarnation FROM task WHERE state = 'RUNNING'";

    private final Pool database;
    private final JobService jobs;
    private final LiveWorkers workers;
    private final RedisProbe probe;
    private final SeenMemory memory;
    private final Clock clock;
    private final HolderWatch watch;
    private final Pulse pulse;

    HolderWatcher(
            Pool database,
            JobService jobs,
            LiveWorkers workers,
            RedisProbe probe,
            SeenMemory memory,
            ClaimsConfig config,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.workers = workers;
        this.probe = probe;
        this.memory = memory;
        this.clock = clock;
        this.watch = new HolderWatch(
                new HolderWatch.Limits(config.silence(), config.restartGrace(), config.idleGrace(), config.blackout()));
        this.pulse = new Pulse("holder watch", config.watchInterval(), this::look);
    }

    void start(@Observes SchemaReady event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    private Uni<Boolean> look() {
        return running().flatMap(this::lookAt).replaceWith(false);
    }

    private Uni<Void> lookAt(List<HeldAttempt> running) {
        if (running.isEmpty()) {
            judge(true, running, Map.of());
            return Uni.createFrom().voidItem();
        }
        return probe.remembers()
                .flatMap(remembers -> workers.all().map(heartbeats -> judge(remembers, running, heartbeats)))
                .onFailure()
                .invoke(watch::blind)
                .flatMap(this::interrupt);
    }

    private List<HolderWatch.Lost> judge(
            boolean remembers, List<HeldAttempt> running, Map<String, Heartbeat> heartbeats) {
        if (!remembers) {
            watch.blind();
        }
        Instant now = clock.instant();
        memory.look(now, running, heartbeats);
        return watch.look(now, running, heartbeats);
    }

    private Uni<List<HeldAttempt>> running() {
        return database.query(RUNNING).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new HeldAttempt(
                        row.getString("job_id"),
                        row.getString("id"),
                        row.getInteger("attempt"),
                        row.getString("worker"),
                        row.getString("incarnation")))
                .toList());
    }

    private Uni<Void> interrupt(List<HolderWatch.Lost> lost) {
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(lost)
                .onItem()
                .transformToUniAndConcatenate(gone -> interrupt(gone, now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> interrupt(HolderWatch.Lost gone, Instant now) {
        HeldAttempt attempt = gone.attempt();
        LogKeys keys = LogKeys.of(attempt.jobId(), attempt.taskId(), attempt.attempt());
        keys.during(() -> LOG.warnf("The attempt is given up: %s", gone.detail()));
        JobEvent interrupted = new JobEvent.TaskInterrupted(
                now, attempt.taskId(), attempt.attempt(), Outcome.WORKER_LOST, gone.detail());
        return jobs.handleOrTell(
                attempt.jobId(),
                interrupted,
                failure -> keys.during(() -> LOG.error("The attempt cannot be given up", failure)));
    }
}

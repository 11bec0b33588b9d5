package io.reelmill.gateway.testing;

import io.quarkus.redis.datasource.RedisDataSource;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A worker of which nothing is real but its heartbeat. */
public final class TestingWorker implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(250);

    private final RedisDataSource redis;
    private final String id = "worker-" + UUID.randomUUID();
    private final Set<WorkQueue> queues;
    private final int slots;
    private final List<Heartbeat.Running> running = new CopyOnWriteArrayList<>();
    private final List<Heartbeat.Waiting> waiting = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile Duration ttl = Duration.ofSeconds(2);
    private volatile String incarnation = UUID.randomUUID().toString();
    private long sequence;

    public TestingWorker(RedisDataSource redis, int slots, WorkQueue... queues) {
        this.redis = redis;
        this.slots = slots;
        this.queues = Set.of(queues);
        beat();
        thread.scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    public String id() {
        return id;
    }

    public String incarnation() {
        return incarnation;
    }

    /** Its heartbeats from now on stay for so long, however late the next one comes on a busy machine. */
    public void beatsStay(Duration time) {
        ttl = time;
        beat();
    }

    public void runs(String jobId, String taskId, int attempt) {
        runs(jobId, taskId, attempt, 0);
    }

    /** As {@link #runs}, with so much memory. */
    public void runs(String jobId, String taskId, int attempt, long memoryBytes) {
        running.removeIf(task -> task.jobId().equals(jobId) && task.taskId().equals(taskId));
        running.add(new Heartbeat.Running(jobId, taskId, attempt, Instant.now(), 0, memoryBytes));
    }

    /** Has taken a task that waits for room. */
    public void waits(String jobId, String taskId, int attempt) {
        waiting.add(new Heartbeat.Waiting(jobId, taskId, attempt, 1, 1, Instant.now()));
        beat();
    }

    /** As after a crash: another process of the same name, which runs nothing. */
    public void restart() {
        running.clear();
        waiting.clear();
        incarnation = UUID.randomUUID().toString();
    }

    private synchronized void beat() {
        try {
            Heartbeat heartbeat = new Heartbeat(
                    id,
                    incarnation,
                    ++sequence,
                    Instant.now(),
                    "testing",
                    queues,
                    slots,
                    1,
                    1,
                    false,
                    running,
                    waiting,
                    1);
            redis.value(String.class).psetex(RedisKeys.worker(id), ttl.toMillis(), Messages.write(heartbeat));
            redis.sortedSet(String.class).zadd(RedisKeys.WORKERS, heartbeat.at().toEpochMilli(), id);
        } catch (RuntimeException e) {
            // Redis may be away in a test; the next beat tries again.
            System.err.println("no heartbeat of " + id + ": " + e.getMessage());
        }
    }

    /** Dies: the last heartbeat stays until it expires. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

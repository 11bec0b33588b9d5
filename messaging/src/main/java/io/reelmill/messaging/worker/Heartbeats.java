package io.reelmill.messaging.worker;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells Redis twice a second that this worker lives, what it runs and how far it is. Redis is never needed to work: what
 * cannot be told is told next time.
 */
@ApplicationScoped
class Heartbeats {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final Duration FRAMES_TTL = Duration.ofDays(1);

    private final ReactiveRedisDataSource redis;
    private final WorkerConfig config;
    private final Identity identity;
    private final RunningTasks tasks;

    private long sequence;
    private boolean silent;

    Heartbeats(ReactiveRedisDataSource redis, WorkerConfig config, Identity identity, RunningTasks tasks) {
        this.redis = redis;
        this.config = config;
        this.identity = identity;
        this.tasks = tasks;
    }

    /** One beat; called by one thread. */
    void beat(boolean draining) {
        try {
            Uni.join().all(writes(heartbeat(draining))).andFailFast().await().atMost(config.heartbeatTtl());
            if (silent) {
                LOG.info("Redis answers again");
            }
            silent = false;
        } catch (RuntimeException e) {
            if (!silent) {
                LOG.warnf("Heartbeats do not reach Redis, trying on: %s", e.getMessage());
            }
            silent = true;
        }
    }

    private Heartbeat heartbeat(boolean draining) {
        List<Heartbeat.Running> running = tasks.snapshot();
        long used = JvmMemory.residentBytes()
                + running.stream().mapToLong(Heartbeat.Running::memoryBytes).sum();
        return new Heartbeat(
                identity.workerId(),
                identity.incarnation(),
                ++sequence,
                Instant.now(),
                identity.service(),
                identity.queues(),
                identity.slots(),
                identity.memoryBytes(),
                used,
                draining,
                running,
                tasks.waiting(),
                identity.threads());
    }

    private List<Uni<Void>> writes(Heartbeat beat) {
        List<Uni<Void>> writes = new ArrayList<>();
        writes.add(redis.value(String.class)
                .psetex(
                        RedisKeys.worker(identity.workerId()),
                        config.heartbeatTtl().toMillis(),
                        Messages.write(beat)));
        writes.add(redis.sortedSet(String.class)
                .zadd(RedisKeys.WORKERS, beat.at().toEpochMilli(), identity.workerId())
                .replaceWithVoid());
        for (Heartbeat.Running task : beat.running()) {
            String key = RedisKeys.frames(task.jobId());
            writes.add(redis.hash(String.class)
                    .hset(key, task.taskId(), String.valueOf(task.frames()))
                    .replaceWithVoid());
            writes.add(redis.key().expire(key, FRAMES_TTL).replaceWithVoid());
        }
        return writes;
    }
}

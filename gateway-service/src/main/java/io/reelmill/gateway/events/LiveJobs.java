package io.reelmill.gateway.events;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.reelmill.common.RedisKeys;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells Redis how far a job is, after each decision. Best effort: what Redis misses is in the database. Every key expires
 * a day after the last decision, that of a job which stands still included: the next decision tells everything again.
 */
@ApplicationScoped
class LiveJobs {

    private static final Logger LOG = Logger.getLogger(LiveJobs.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final ReactiveRedisDataSource redis;

    LiveJobs(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    void decided(@Observes Decision decision) {
        tell(decision)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(
                                "Redis was not told about job %s: %s",
                                decision.job().id(), failure));
    }

    /** A hash that had to be made anew means that Redis was emptied: then the whole set is told again. */
    private Uni<Void> tell(Decision decision) {
        Job job = decision.job();
        return redis.hash(String.class)
                .hset(RedisKeys.job(job.id()), fields(job))
                .flatMap(added -> tellDone(job.id(), added > 0 ? done(job) : newlyDone(decision)))
                .flatMap(ignored -> keep(job.id()));
    }

    static Map<String, String> fields(Job job) {
        long done = job.encodes().filter(task -> task.state() == TaskState.DONE).count();
        return Map.of(
                "total_chunks", String.valueOf(job.encodes().count()),
                "completed_chunks", String.valueOf(done),
                "status", job.status().name());
    }

    private Uni<Void> tellDone(String jobId, List<String> taskIds) {
        return taskIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : redis.set(String.class)
                        .sadd(RedisKeys.done(jobId), taskIds.toArray(String[]::new))
                        .replaceWithVoid();
    }

    private Uni<Void> keep(String jobId) {
        return Uni.join()
                .all(List.of(RedisKeys.job(jobId), RedisKeys.done(jobId), RedisKeys.frames(jobId)).stream()
                        .map(key -> redis.key().expire(key, KEPT))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private static List<String> done(Job job) {
        return job.tasks().values().stream()
                .filter(task -> task.state() == TaskState.DONE)
                .map(Task::id)
                .toList();
    }

    private static List<String> newlyDone(Decision decision) {
        return done(decision.job()).stream()
                .filter(id -> decision.before()
                        .task(id)
                        .filter(task -> task.state() == TaskState.DONE)
                        .isEmpty())
                .toList();
    }
}

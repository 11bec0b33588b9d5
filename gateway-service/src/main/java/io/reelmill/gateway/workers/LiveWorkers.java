package io.reelmill.gateway.workers;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads heartbeats. Every call fails when Redis does not answer within two seconds. */
@ApplicationScoped
public class LiveWorkers {

    private static final Logger LOG = Logger.getLogger(LiveWorkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Far more than a heartbeat lives and clocks differ. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final ReactiveRedisDataSource redis;
    private final Clock clock;

    LiveWorkers(ReactiveRedisDataSource redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Forgets workers that have been silent for long, or the set would hold every one that ever was. */
    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetTheSilent() {
        double before = clock.instant().minus(FORGOTTEN_AFTER).toEpochMilli();
        return redis.sortedSet(String.class)
                .zremrangebyscore(RedisKeys.WORKERS, ScoreRange.from(Double.NEGATIVE_INFINITY, before))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(e -> {
                    LOG.debugf("silent workers are forgotten later: %s", e.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    /** The latest heartbeats of all workers that live, by worker. */
    public Uni<Map<String, Heartbeat>> all() {
        return redis.sortedSet(String.class)
                .zrange(RedisKeys.WORKERS, 0, -1)
                .flatMap(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(Map.<String, String>of())
                        : redis.value(String.class)
                                .mget(ids.stream().map(RedisKeys::worker).toArray(String[]::new)))
                .map(values -> decoded(values.values()))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /** The latest heartbeat of one worker; empty when there was none for some seconds. */
    public Uni<Optional<Heartbeat>> of(String workerId) {
        return redis.value(String.class)
                .get(RedisKeys.worker(workerId))
                .map(json -> Optional.ofNullable(json).flatMap(LiveWorkers::decode))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private static Map<String, Heartbeat> decoded(Collection<String> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .map(LiveWorkers::decode)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Heartbeat::workerId, Function.identity(), (a, b) -> a));
    }

    private static Optional<Heartbeat> decode(String json) {
        try {
            return Optional.of(Messages.read(json, Heartbeat.class));
        } catch (Messages.UndecodableMessageException e) {
            LOG.debugf("Ignored a heartbeat: %s", e.getMessage());
            return Optional.empty();
        }
    }
}

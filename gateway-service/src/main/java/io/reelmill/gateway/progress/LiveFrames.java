package io.reelmill.gateway.progress;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.hash.ReactiveHashCommands;
import io.reelmill.common.RedisKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Frames of running tasks, as workers told Redis. Without Redis there are none, which is no error. */
@ApplicationScoped
public class LiveFrames {

    private static final Logger LOG = Logger.getLogger(LiveFrames.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReactiveRedisDataSource redis;

    LiveFrames(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** Frames by task of each job that has any; asked for over one connection, without waiting in between. Never fails. */
    public Uni<Map<String, Map<String, Long>>> of(Collection<String> jobIds) {
        if (jobIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, Map<String, Long>> found = new ConcurrentHashMap<>();
        return redis.withConnection(connection -> ask(connection, jobIds, found))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWith(found)
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.debugf("no live frames of %d jobs: %s", jobIds.size(), e.toString());
                    return Map.of();
                });
    }

    private static Uni<Void> ask(
            ReactiveRedisDataSource connection, Collection<String> jobIds, Map<String, Map<String, Long>> found) {
        ReactiveHashCommands<String, String, String> hashes = connection.hash(String.class);
        return Uni.join()
                .all(jobIds.stream()
                        .map(id -> hashes.hgetall(RedisKeys.frames(id)).invoke(hash -> found.put(id, numbers(hash))))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    static Map<String, Long> numbers(Map<String, String> hash) {
        Map<String, Long> frames = new HashMap<>();
        hash.forEach((task, text) -> {
            if (text.matches("\\d{1,18}")) {
                frames.put(task, Long.valueOf(text));
            }
        });
        return frames;
    }
}

package io.reelmill.gateway.progress;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.hash.ReactiveHashCommands;
import io.reelmill.common.RedisKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Frames of running tasks, as workers told Redis. Without Redis there are none, which is no error. */
@ApplicationScoped
public class LiveFrames {

    private static final Logger LOG = Logger.getLogger(LiveFrames.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReactiveHashCommands<String, String, String> hashes;

    LiveFrames(ReactiveRedisDataSource redis) {
        this.hashes = redis.hash(String.class);
    }

    /** Frames by task; never fails. */
    public Uni<Map<String, Long>> of(String jobId) {
        return hashes.hgetall(RedisKeys.frames(jobId))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(LiveFrames::numbers)
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.debugf("no live frames of job %s: %s", jobId, e.toString());
                    return Map.of();
                });
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

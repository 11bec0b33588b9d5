package io.reelmill.gateway.claims;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Notices that Redis lost its memory: a mark of this process that is not there any more. */
@ApplicationScoped
class RedisProbe {

    private static final Duration MARK_TTL = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReactiveRedisDataSource redis;
    private final String key = "gateway:" + UUID.randomUUID();

    RedisProbe(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** Whether everything written before the last call is still there; false at the first call. Fails without Redis. */
    Uni<Boolean> remembers() {
        return redis.value(String.class)
                .setGet(key, "here", new io.quarkus.redis.datasource.value.SetArgs().ex(MARK_TTL))
                .map(mark -> mark != null)
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }
}

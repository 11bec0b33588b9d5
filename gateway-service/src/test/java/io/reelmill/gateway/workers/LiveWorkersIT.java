package io.reelmill.gateway.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingWorker;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LiveWorkersIT {

    @Inject
    LiveWorkers workers;

    @Inject
    RedisDataSource redis;

    @Test
    void a_worker_that_has_been_silent_for_long_is_forgotten() {
        score("silent-for-long", Duration.ofMinutes(61));
        score("silent-for-a-while", Duration.ofMinutes(59));
        try (TestingWorker living = new TestingWorker(redis, 1, WorkQueue.MERGE)) {
            TestingJobs.await(workers.forgetTheSilent());

            assertThat(redis.sortedSet(String.class).zrange(RedisKeys.WORKERS, 0, -1))
                    .contains(living.id(), "silent-for-a-while")
                    .doesNotContain("silent-for-long");
            assertThat(TestingJobs.await(workers.all()))
                    .containsKey(living.id())
                    .doesNotContainKey("silent-for-a-while");
        }
    }

    private void score(String workerId, Duration ago) {
        redis.sortedSet(String.class)
                .zadd(RedisKeys.WORKERS, Instant.now().minus(ago).toEpochMilli(), workerId);
    }
}

package io.reelmill.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class MemoryIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long MIB = 1 << 20;
    private static final String CHUNK = TestingPlans.chunkId(0);

    @Inject
    TestingJobs testing;

    @Inject
    Corrections corrections;

    @Inject
    Clock clock;

    @TestHTTPResource
    URI address;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void the_next_job_profits_from_what_killed_the_last_one() {
        String key = "H264/slow/8bit/2097k/1t/h264-8bit-12bpp-2097k/plain";
        try (TestingKafka broker = new TestingKafka(kafka)) {
            String first = planned(broker, key);
            assertThat(spec(first).queue()).isEqualTo(WorkQueue.SMALL);
            assertThat(spec(first).memoryBasis()).isEqualTo(MemoryBasis.TABLE);

            testing.run(first, CHUNK, testing.holder("w1"));
            broker.report(new TaskEvent.TaskFailed(
                    1,
                    new TaskAttempt(first, CHUNK, 1, "w1"),
                    new AttemptStats(clock.instant(), 1, 1, 900 * MIB, 1, 700 * MIB, 900 * MIB),
                    Outcome.OOM_KERNEL,
                    null,
                    "killed at 900 MiB"));
            await().atMost(SOON)
                    .until(() -> TestingJobs.await(corrections.of(List.of(key))).containsKey(key)
                            && testing.task(first, CHUNK).attempt() == 2);
            assertThat(spec(first).memoryBasis()).isEqualTo(MemoryBasis.ESCALATED);

            String second = planned(broker, key);
            assertThat(spec(second).predictedBytes()).isEqualTo(900 * MIB);
            assertThat(spec(second).memoryBasis()).isEqualTo(MemoryBasis.LOWER_BOUND);
            assertThat(spec(second).queue()).isEqualTo(WorkQueue.STANDARD);
            var shown = new TestingApi(address)
                    .get("/api/v1/jobs/" + second + "/tasks")
                    .json()
                    .path("items");
            assertThat(shown.findValuesAsText("memoryBasis")).contains("LOWER_BOUND");
        }
    }

    @Test
    void lessons_of_several_at_once_are_all_learned() {
        String key = "H264/fast/8bit/2097k/1t/h264-8bit-12bpp-2097k/plain";
        var lessons = IntStream.range(0, 20)
                .mapToObj(i -> corrections
                        .learn(key, sofar -> sofar.observedPeak(400 * MIB, clock.instant()))
                        .subscribeAsCompletionStage())
                .toList();
        lessons.forEach(CompletableFuture::join);

        var learned = TestingJobs.await(corrections.of(List.of(key))).get(key);
        assertThat(learned.samples()).isEqualTo(20);
        assertThat(learned.upperBytes()).isEqualTo(400 * MIB);
    }

    private String planned(TestingKafka broker, String key) {
        String id = testing.queued().id();
        testing.run(id, "plan", testing.holder("c1"));
        broker.report(testing.planned(
                id, 1, TestingPlans.predicted(TestingPlans.plan(2, 0, WorkQueue.SMALL), 400 * MIB, key)));
        await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.ENCODING);
        return id;
    }

    private TaskSpec spec(String id) {
        return testing.task(id, CHUNK).spec();
    }
}

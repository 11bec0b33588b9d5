package io.reelmill.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.Telemetry;
import io.reelmill.common.Topics;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.reelmill.gateway.testing.TestingLog;
import io.reelmill.messaging.kafka.DeadLetters;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class EventsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void aJobLivesThroughKafkaAlone() {
        try (TestingKafka broker = new TestingKafka(kafka)) {
            String id = testing.queued().id();
            testing.run(id, "plan", testing.holder("c1"));
            broker.report(testing.planned(id, 1, TestingPlans.plan(1, 0, WorkQueue.SMALL)));
            await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.ENCODING);

            String chunk = TestingPlans.chunkId(0);
            testing.run(id, chunk, testing.holder("w1"));
            broker.report(testing.succeeded(id, chunk, 1, "w1"));
            broker.report(testing.succeeded(id, chunk, 1, "w1"));
            await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.MERGING);

            testing.run(id, "merge", testing.holder("m1"));
            broker.report(testing.merged(id, 1, "m1"));
            await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.COMPLETED);

            assertThat(broker.read(
                            WorkQueue.SMALL.topic(),
                            record -> item(record).jobId().equals(id)))
                    .satisfies(record -> assertThat(item(record).taskId()).isEqualTo(chunk));
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(redis.hash(String.class).hgetall(RedisKeys.job(id)))
                        .isEqualTo(Map.of("total_chunks", "1", "completed_chunks", "1", "status", "COMPLETED"));
                assertThat(redis.set(String.class).smembers(RedisKeys.done(id)))
                        .containsExactlyInAnyOrder("plan", chunk, "merge");
                assertThat(redis.key().ttl(RedisKeys.job(id))).isPositive();
            });
        }
    }

    @Test
    void whatIsToldOfAJobExpiresAlsoWhenItNeverEnds() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.SMALL))
                .id();
        finish(id, TestingPlans.chunkId(0));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(redis.key().ttl(RedisKeys.job(id))).isBetween(86_000L, 86_400L);
            assertThat(redis.key().ttl(RedisKeys.done(id))).isBetween(86_000L, 86_400L);
        });
    }

    @Test
    void theSetOfFinishedTasksIsToldAgainAfterRedisWasEmptied() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.SMALL))
                .id();
        finish(id, TestingPlans.chunkId(0));

        redis.flushall();
        finish(id, TestingPlans.chunkId(1));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(redis.set(String.class).smembers(RedisKeys.done(id)))
                        .containsExactlyInAnyOrder("plan", TestingPlans.chunkId(0), TestingPlans.chunkId(1)));
    }

    @Test
    void whatCannotBeUnderstoodStopsNothingAndIsKept() {
        try (TestingKafka broker = new TestingKafka(kafka);
                TestingLog log = new TestingLog(EventConsumer.class.getName())) {
            Job job = testing.queued();
            String id = job.id();
            testing.run(id, "plan", testing.holder("c1"));
            List<String> nonsense = List.of(
                    "not json at all " + id,
                    "{\"type\":\"NobodyKnows\",\"mark\":\"" + id + "\"}",
                    "{\"type\":\"TaskFailed\",\"mark\":\"" + id + "\"}");
            nonsense.forEach(text -> broker.publish(Topics.EVENTS, id, text));
            broker.publish(Topics.EVENTS, id, null);
            broker.report(testing.planned("no-such-job", 1, TestingPlans.plan(1, 0)));
            await().atMost(SOON).untilAsserted(() -> assertThat(log.lines())
                    .anyMatch(line -> line.keys().equals(Map.of(Telemetry.JOB_ID, id)))
                    .anyMatch(line -> line.keys()
                            .equals(Map.of(
                                    Telemetry.JOB_ID, "no-such-job", Telemetry.TASK, "plan", Telemetry.ATTEMPT, "1"))));

            broker.report(testing.planned(id, 1, TestingPlans.plan(1, 0, WorkQueue.SMALL)));

            await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.ENCODING);
            for (String text : nonsense) {
                ConsumerRecord<String, String> kept =
                        broker.read(Topics.DEAD_LETTERS, record -> text.equals(record.value()));
                assertThat(header(kept, DeadLetters.TOPIC_HEADER)).isEqualTo(Topics.EVENTS);
                assertThat(header(kept, DeadLetters.CAUSE_HEADER)).isNotBlank();
                assertThat(header(kept, DeadLetters.POSITION_HEADER)).matches("\\d@\\d+");
            }
        }
    }

    private void finish(String id, String chunk) {
        testing.run(id, chunk, testing.holder("w1"));
        testing.handle(id, new JobEvent.WorkerReported(clock.instant(), testing.succeeded(id, chunk, 1, "w1")));
    }

    private static WorkItem item(ConsumerRecord<String, String> record) {
        return Messages.read(record.value(), WorkItem.class);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

package io.reelmill.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.common.Telemetry;
import io.reelmill.common.Topics;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.reelmill.gateway.testing.TestingLog;
import io.reelmill.gateway.testing.TestingWorker;
import io.reelmill.messaging.kafka.DeadLetters;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that may send four kilobytes at once, and a job that needs more. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(UndeliverableIT.SmallMessages.class)
class UndeliverableIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    JobService jobs;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    /** What is different here. */
    public static final class SmallMessages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.outgoing.outbox.max.request.size",
                    "4096",
                    "mp.messaging.outgoing.dead-letters.max.request.size",
                    "4096",
                    "reelmill.retry.errors",
                    "1",
                    "reelmill.retry.first-rest",
                    "200ms");
        }
    }

    @AfterEach
    void end() {
        testing.cancelAll();
    }

    @Test
    void a_message_that_the_broker_never_takes_fails_its_job_and_holds_up_no_other() {
        try (TestingKafka broker = new TestingKafka(kafka);
                TestingLog log = new TestingLog(Undeliverable.class.getName());
                TestingWorker ignored = new TestingWorker(redis, 8, WorkQueue.PLAN)) {
            String large = large();
            String small = testing.queued().id();

            ConsumerRecord<String, String> work =
                    broker.read(WorkQueue.PLAN.topic(), record -> String.valueOf(record.key())
                            .startsWith(small));
            assertThat(Messages.read(work.value(), WorkItem.class).jobId()).isEqualTo(small);
            await().atMost(SOON).until(() -> testing.find(large).status() == JobStatus.FAILED);

            assertThat(testing.find(large).failure().orElseThrow()).satisfies(failure -> {
                assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
                assertThat(failure.detail()).contains("cannot be put into " + WorkQueue.PLAN.topic(), "4096");
            });
            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> large.equals(line.keys().get(Telemetry.JOB_ID)));
            ConsumerRecord<String, String> letter = broker.read(
                    Topics.DEAD_LETTERS, record -> String.valueOf(record.key()).startsWith(large));
            assertThat(letter.value()).isNull();
            assertThat(header(letter, DeadLetters.TOPIC_HEADER)).isEqualTo(WorkQueue.PLAN.topic());
            assertThat(header(letter, DeadLetters.CAUSE_HEADER)).contains("bytes cannot be put into");
        }
    }

    @Test
    void what_cannot_be_read_and_is_too_large_to_be_kept_is_named_and_stops_nothing() {
        try (TestingKafka broker = new TestingKafka(kafka)) {
            String id = testing.queued().id();
            testing.run(id, "plan", testing.holder("w1"));
            broker.publish(Topics.EVENTS, id, "not json at all" + "x".repeat(5000));

            broker.report(testing.planned(id, 1, TestingPlans.plan(1, 0, WorkQueue.SMALL)));

            await().atMost(SOON).until(() -> testing.find(id).status() == JobStatus.ENCODING);
            ConsumerRecord<String, String> letter = broker.read(Topics.DEAD_LETTERS, record -> id.equals(record.key()));
            assertThat(letter.value()).isNull();
            assertThat(header(letter, DeadLetters.TOPIC_HEADER)).isEqualTo(Topics.EVENTS);
            assertThat(header(letter, DeadLetters.POSITION_HEADER)).matches("\\d@\\d+");
            assertThat(header(letter, DeadLetters.CAUSE_HEADER)).contains("its value is not kept", "4096");
        }
    }

    private String large() {
        JobSpec spec = TestingPlans.spec();
        Source far = Source.url("https://media.example/" + "x".repeat(5000));
        JobSpec large = new JobSpec(far, spec.profile(), spec.outputs(), spec.chunkSeconds(), spec.allowPartial());
        return TestingJobs.await(jobs.create(new NewJob(null, large, false, Scheduling.DEFAULT, Map.of(), null)))
                .job()
                .id();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

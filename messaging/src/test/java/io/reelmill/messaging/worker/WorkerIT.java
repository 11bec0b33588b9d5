package io.reelmill.messaging.worker;

import static io.reelmill.messaging.worker.TestingTopics.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.Topics;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.TestingBrokers;
import io.reelmill.messaging.kafka.TestingKafkaConfig;
import io.reelmill.messaging.kafka.TestingProvisioner;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole worker with two slots and 100 MiB on real Kafka and Redis; only what its tasks do is made up. */
@QuarkusTest
@QuarkusTestResource(value = TestingServers.class, restrictToAnnotatedClass = true)
class WorkerIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Inject
    TestingRunner runner;

    @Inject
    RedisDataSource redis;

    @Inject
    Identity identity;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    LocalServers servers;
    TestingClaimDesk desk;

    private final String jobId = UUID.randomUUID().toString();
    private TestingTopics topics;

    @BeforeEach
    void open() {
        topics = new TestingTopics(TestingBrokers.at(brokers));
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"{}", "", "null", "{\"kind\":\"nonsense\"", "[1]", "{\"jobId\":\"j\",\"taskId\":\"t\"}"})
    void work_that_cannot_be_read_is_a_dead_letter_and_the_next_is_done(String value) throws Exception {
        WorkItem next = item("next");
        topics.send(WorkQueue.SMALL.topic(), jobId, value);
        topics.send(next);
        runner.finish(next);

        ConsumerRecord<String, String> letter = topics.letter(m -> jobId.equals(m.key()));

        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetters.TOPIC_HEADER)).isEqualTo(WorkQueue.SMALL.topic());
        assertThat(header(letter, DeadLetters.CAUSE_HEADER)).startsWith("undecodable: ");
        assertThat(header(letter, DeadLetters.POSITION_HEADER)).matches("0@\\d+");
        assertThat(topics.event(next)).isInstanceOf(TaskEvent.TaskSucceeded.class);
    }

    @Test
    void work_whose_claim_the_gateway_cannot_understand_is_a_dead_letter_and_the_next_is_done() throws Exception {
        WorkItem refused = TestingWork.item("refused-" + jobId, "bad", 1);
        WorkItem next = item("after-refusal");
        topics.send(refused);
        topics.send(next);
        runner.finish(next);

        ConsumerRecord<String, String> letter =
                topics.letter(m -> refused.jobId().equals(m.key()));

        assertThat(header(letter, DeadLetters.CAUSE_HEADER)).contains("status 400");
        assertThat(topics.event(next)).isInstanceOf(TaskEvent.TaskSucceeded.class);
        assertThat(desk.asked.stream().filter(q -> q.jobId().equals(refused.jobId())))
                .hasSize(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"{}", "nonsense", "[]"})
    void control_messages_that_cannot_be_read_are_dead_letters_and_the_next_is_heard(String value) throws Exception {
        WorkItem item = item("to-be-cancelled");
        topics.send(item);
        await().atMost(PATIENCE).until(() -> running("to-be-cancelled").isPresent());
        topics.send(Topics.CONTROL, jobId, value);
        topics.send(Topics.CONTROL, jobId, Messages.write(Control.stopJob(jobId)));

        assertThat(topics.event(item))
                .isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> assertThat(failed.outcome())
                        .isEqualTo(Outcome.CANCELLED));
        ConsumerRecord<String, String> letter = topics.letter(m -> jobId.equals(m.key()));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetters.TOPIC_HEADER)).isEqualTo(Topics.CONTROL);
    }

    @Test
    void a_task_without_room_is_seen_to_wait_unclaimed_and_then_runs() throws Exception {
        WorkItem first = item("large-1", 70L << 20);
        WorkItem second = item("large-2", 70L << 20);
        topics.send(first);
        await().atMost(PATIENCE).until(() -> running("large-1").isPresent());
        topics.send(second);

        await().atMost(PATIENCE).until(() -> !heartbeat().waiting().isEmpty());
        Heartbeat.Waiting waiting = heartbeat().waiting().get(0);
        assertThat(waiting.taskId()).isEqualTo("large-2");
        assertThat(waiting.predictedBytes()).isEqualTo(70L << 20);
        assertThat(desk.asked.stream().filter(q -> q.jobId().equals(jobId))).hasSize(1);

        runner.finish(first);
        await().atMost(PATIENCE).until(() -> running("large-2").isPresent());
        assertThat(heartbeat().waiting()).isEmpty();
        runner.finish(second);
        assertThat(topics.event(second)).isInstanceOf(TaskEvent.TaskSucceeded.class);
    }

    @Test
    void a_record_that_came_back_while_its_large_task_runs_is_dropped_and_not_waited_for_room_with() throws Exception {
        WorkItem large = item("large", 70L << 20);
        topics.send(large);
        await().atMost(PATIENCE).until(() -> running("large").isPresent());
        WorkItem next = item("beside-it");
        topics.send(large);
        topics.send(next);

        await().atMost(PATIENCE).until(() -> running("beside-it").isPresent());
        assertThat(running("large")).isPresent();
        assertThat(desk.looked.stream().filter(q -> q.jobId().equals(jobId)))
                .extracting(Claim.Request::taskId)
                .containsExactly("large");
        runner.finish(next);
        runner.finish(large);
        assertThat(topics.event(large)).isInstanceOf(TaskEvent.TaskSucceeded.class);
        assertThat(runner.runs(large)).isEqualTo(1);
    }

    @Test
    void a_finished_task_counts_as_held_until_the_broker_has_its_report() throws Exception {
        WorkItem item = item("reported-late");
        topics.send(item);
        await().atMost(PATIENCE).until(() -> running("reported-late").isPresent());

        servers.kill(Server.KAFKA);
        runner.finish(item);
        await().atMost(PATIENCE).until(() -> running("reported-late")
                .map(Heartbeat.Running::phase)
                .equals(Optional.of(Heartbeat.Phase.REPORTING)));
        long sequence = heartbeat().sequence();
        // Longer than a producer tries by itself here.
        await().atMost(PATIENCE).until(() -> heartbeat().sequence() > sequence + 10);
        assertThat(running("reported-late")).isPresent();
        servers.start(Server.KAFKA);

        assertThat(topics.event(item)).isInstanceOf(TaskEvent.TaskSucceeded.class);
        await().atMost(PATIENCE).until(() -> running("reported-late").isEmpty());
        assertThat(runner.runs(item)).isEqualTo(1);
        assertThat(health("live").statusCode()).as(health("live").body()).isEqualTo(200);
    }

    @Test
    void a_report_that_the_broker_never_takes_ends_the_attempt_as_a_failure() throws Exception {
        WorkItem item = item(TestingRunner.LARGE_REPORT);
        runner.finish(item);
        topics.send(item);

        assertThat(topics.event(item)).isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.INTERNAL);
            assertThat(failed.detail()).contains("bytes, cannot be put into", Topics.EVENTS, "16384");
        });
        await().atMost(PATIENCE).until(() -> running(TestingRunner.LARGE_REPORT).isEmpty());
        assertThat(runner.runs(item)).isEqualTo(1);
    }

    @Test
    void a_restarted_broker_hands_the_record_out_again_and_nothing_runs_twice() throws Exception {
        WorkItem item = item("outlives-the-broker");
        topics.send(item);
        await().atMost(PATIENCE).until(() -> running("outlives-the-broker").isPresent());

        servers.kill(Server.KAFKA);
        servers.start(Server.KAFKA);
        await().atMost(PATIENCE)
                .until(() ->
                        desk.asked.stream().filter(q -> q.jobId().equals(jobId)).count() == 2);
        runner.finish(item);

        assertThat(topics.event(item)).isInstanceOf(TaskEvent.TaskSucceeded.class);
        assertThat(runner.runs(item)).isEqualTo(1);
        WorkItem next = item("after-the-restart");
        topics.send(next);
        runner.finish(next);
        assertThat(topics.event(next)).isInstanceOf(TaskEvent.TaskSucceeded.class);
    }

    @Test
    void a_worker_is_not_ready_while_the_broker_holds_records_shorter_than_its_longest_task() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health("ready").statusCode())
                .as(health("ready").body())
                .isEqualTo(200));
        try {
            hold(Duration.ofMinutes(20));

            await().atMost(PATIENCE).until(() -> health("ready").statusCode() == 503);
            assertThat(health("ready").body()).contains("lock PT20M, hard limit PT35M");
        } finally {
            hold(Duration.ofMinutes(60));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health("ready").statusCode())
                .as(health("ready").body())
                .isEqualTo(200));
    }

    private void hold(Duration lock) throws Exception {
        TestingProvisioner.of(new TestingKafkaConfig(lock), brokers).ensure(List.of(WorkQueue.SMALL));
    }

    private HttpResponse<String> health(String kind) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(internal.resolve("/q/health/" + kind))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private WorkItem item(String task) {
        return TestingWork.item(jobId, task, 1);
    }

    private WorkItem item(String task, long predictedBytes) {
        WorkItem item = item(task);
        return new WorkItem(item.schema(), jobId, task, 1, item.queue(), predictedBytes, item.work(), List.of());
    }

    private Heartbeat heartbeat() {
        String json = redis.value(String.class).get(RedisKeys.worker(identity.workerId()));
        return Messages.read(json, Heartbeat.class);
    }

    private Optional<Heartbeat.Running> running(String task) {
        String json = redis.value(String.class).get(RedisKeys.worker(identity.workerId()));
        return Optional.ofNullable(json).map(j -> Messages.read(j, Heartbeat.class)).stream()
                .flatMap(beat -> beat.running().stream())
                .filter(r -> r.jobId().equals(jobId) && r.taskId().equals(task))
                .findFirst();
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

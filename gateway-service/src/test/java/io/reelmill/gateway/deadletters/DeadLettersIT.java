package io.reelmill.gateway.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Topics;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.DeadLetter;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class DeadLettersIT {

    private static final String LETTERS = "/api/v1/admin/dead-letters";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    TestingJobs testing;

    @Inject
    JobService jobs;

    @Inject
    ObjectStore store;

    @Inject
    DeadLetterStore letters;

    @Inject
    Clock clock;

    @TestHTTPResource
    URI address;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private TestingApi api;

    @BeforeEach
    void empty() {
        api = new TestingApi(address);
        items().forEach(letter -> api.delete(LETTERS + "/" + letter.path("id").asText()));
    }

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void work_whose_retries_are_used_up_is_kept_with_every_attempt() {
        String job = failed(Outcome.INTERNAL);

        JsonNode letter = one(items());
        assertThat(letter.path("kind").asText()).isEqualTo("TASK");
        assertThat(letter.path("jobId").asText()).isEqualTo(job);
        assertThat(letter.path("task").asText()).isEqualTo("plan");
        assertThat(letter.path("attempt").asInt()).isEqualTo(4);
        assertThat(letter.path("outcome").asText()).isEqualTo("INTERNAL");
        assertThat(letter.path("detail").asText())
                .isEqualTo(api.get("/api/v1/jobs/" + job)
                        .json()
                        .path("failure")
                        .path("detail")
                        .asText());
        assertThat(letter.path("history")).hasSize(4).allSatisfy(attempt -> {
            assertThat(attempt.path("outcome").asText()).isEqualTo("INTERNAL");
            assertThat(attempt.path("detail").asText()).isEqualTo("broken for a test");
            assertThat(attempt.path("worker").asText()).isEqualTo("w");
        });
        assertThat(api.get(LETTERS + "/" + letter.path("id").asText()).json()).isEqualTo(letter);
    }

    @Test
    void what_no_retry_can_mend_is_no_dead_letter() {
        failed(Outcome.BAD_MEDIA);

        assertThat(items()).isEmpty();
    }

    @Test
    void a_replayed_task_is_a_new_job_and_the_letter_is_gone() {
        String job = failed(Outcome.INTERNAL);
        String letter = one(items()).path("id").asText();

        Answer replayed = api.post(LETTERS + "/" + letter + "/replay");

        assertThat(replayed.status()).isEqualTo(200);
        String again = replayed.text("jobId");
        assertThat(again).isNotEqualTo(job);
        assertThat(testing.find(again).spec().source())
                .isEqualTo(testing.find(job).spec().source());
        assertThat(items()).isEmpty();
        Answer twice = api.post(LETTERS + "/" + letter + "/replay");
        assertThat(twice.status()).isEqualTo(404);
        assertThat(twice.text("code")).isEqualTo("DEAD_LETTER_NOT_FOUND");
    }

    @Test
    void a_letter_stays_until_the_new_job_has_its_source() {
        String id = JobIds.next();
        Scheduling held = new Scheduling(true, 0, null, null);
        TestingJobs.await(jobs.create(new NewJob(id, TestingPlans.spec(id), false, held, Map.of(), null)));
        fail(id, Outcome.INTERNAL);
        String letter = one(items()).path("id").asText();

        Answer gone = api.post(LETTERS + "/" + letter + "/replay");
        assertThat(gone.text("code")).isEqualTo("SOURCE_GONE");
        assertThat(items()).hasSize(1);

        store.upload(
                ObjectKeys.source(id), new ByteArrayInputStream(new byte[1000]), OptionalLong.of(1000), "video/mp4");
        String again = api.post(LETTERS + "/" + letter + "/replay").text("jobId");
        assertThat(testing.find(again).spec().source().key()).isEqualTo(ObjectKeys.source(again));
        assertThat(store.stat(store.ref(ObjectKeys.source(again)))).isPresent();
        assertThat(items()).isEmpty();
    }

    @Test
    void a_message_that_nobody_understands_is_kept_and_goes_back_on_replay() {
        String text = "no event " + UUID.randomUUID();
        try (TestingKafka broker = new TestingKafka(kafka)) {
            broker.publish(Topics.EVENTS, "some-job", text);
            await().atMost(SOON).until(() -> items().size() == 1);

            JsonNode letter = one(items());
            assertThat(letter.path("kind").asText()).isEqualTo("MESSAGE");
            assertThat(letter.path("topic").asText()).isEqualTo(Topics.EVENTS);
            assertThat(letter.path("key").asText()).isEqualTo("some-job");
            assertThat(letter.path("payload").asText()).isEqualTo(text);
            assertThat(letter.path("detail").asText()).isNotBlank();

            String id = letter.path("id").asText();
            assertThat(api.post(LETTERS + "/" + id + "/replay").status()).isEqualTo(200);
            assertThat(api.get(LETTERS + "/" + id).status()).isEqualTo(404);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(one(items()).path("payload").asText())
                            .as("read once more, and no better for it")
                            .isEqualTo(text));
        }
    }

    @Test
    void replaying_everything_leaves_what_cannot_be_replayed_with_the_reason() {
        failed(Outcome.INTERNAL);
        keep("reelmill.no-such-topic", "{}", "elsewhere/0@7");
        keep(Topics.EVENTS, null, "elsewhere/0@8");

        Answer result = api.post(LETTERS + "/replay");

        assertThat(result.json().path("replayed")).hasSize(1);
        assertThat(result.json().path("refused"))
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.path("code").asText()).isEqualTo("NOT_REPLAYABLE"));
        assertThat(items()).hasSize(2);
    }

    @Test
    void a_record_that_two_readers_gave_up_is_one_letter() {
        keep(Topics.CONTROL, "\0 is no JSON", "reelmill.control/0@3");
        keep(Topics.CONTROL, "\0 is no JSON", "reelmill.control/0@3");

        assertThat(one(items()).path("payload").asText()).isEqualTo("\0 is no JSON");
    }

    @Test
    void letters_come_in_pages_and_can_be_discarded() {
        for (int i = 0; i < 3; i++) {
            keep(Topics.EVENTS, "{}", "page/0@" + i);
        }
        Answer first = api.get(LETTERS + "?limit=2");
        Answer second = api.get(LETTERS + "?limit=2&cursor=" + first.text("nextCursor"));
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().has("nextCursor")).isFalse();
        assertThat(api.get(LETTERS + "?limit=0").text("code")).isEqualTo("VALIDATION_FAILED");

        String id = one(List.of(second.json().path("items").get(0))).path("id").asText();
        assertThat(api.delete(LETTERS + "/" + id).status()).isEqualTo(204);
        assertThat(api.delete(LETTERS + "/" + id).status()).isEqualTo(404);
        assertThat(items()).hasSize(2);
    }

    @Test
    void dead_messages_go_in_their_time_and_those_of_jobs_with_their_job() {
        failed(Outcome.INTERNAL);
        keep(Topics.EVENTS, "{}", "old/0@1");

        TestingJobs.await(letters.discardMessagesBefore(clock.instant().plusSeconds(1)));

        JsonNode left = one(items());
        assertThat(left.path("kind").asText()).isEqualTo(DeadLetter.Kind.TASK.name());
        assertThat(api.delete("/api/v1/jobs/" + left.path("jobId").asText()).status())
                .isEqualTo(204);
        assertThat(items()).isEmpty();
    }

    /** A job whose plan failed until there was no retry left. */
    private String failed(Outcome outcome) {
        String id = testing.suspended().id();
        fail(id, outcome);
        return id;
    }

    private void fail(String id, Outcome outcome) {
        testing.handle(id, new JobEvent.Resumed(clock.instant()));
        for (int attempt = 1; testing.find(id).status() != JobStatus.FAILED; attempt++) {
            var later = clock.instant().plusSeconds(600);
            testing.handle(id, new JobEvent.TasksReleased(later, List.of("plan")));
            testing.handle(id, new JobEvent.TaskClaimed(later, "plan", attempt, testing.holder("w")));
            testing.report(
                    id,
                    new TaskEvent.TaskFailed(
                            1,
                            new TaskAttempt(id, "plan", attempt, "w"),
                            testing.stats(),
                            outcome,
                            null,
                            "broken for a test"));
        }
    }

    private void keep(String topic, String value, String position) {
        TestingJobs.await(
                letters.keep(new DeadLetterStore.Buried(topic, "key", value, "for a test", position), clock.instant()));
    }

    private List<JsonNode> items() {
        JsonNode items = api.get(LETTERS + "?limit=200").json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static JsonNode one(List<JsonNode> items) {
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}

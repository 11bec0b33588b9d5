package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.RawHttp;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class JobsApiIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final String LATER = ",'notBefore':'2999-01-01T00:00:00Z'}";
    private static final String URL_JOB = "{'source':{'url':'https://media.example/clip.mov'}" + LATER;

    private static final Duration PROMISED = Duration.ofSeconds(2);

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestingJobs testing;

    @Inject
    ObjectStore store;

    @Inject
    RedisDataSource redis;

    private TestingApi api;

    @BeforeEach
    void connect() {
        api = new TestingApi(base);
        store.ensureBucket();
    }

    @AfterEach
    void end() {
        testing.cancelAll();
    }

    @Test
    void a_job_is_accepted_found_and_described() {
        Answer accepted = api.json("POST", JOBS, URL_JOB);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).endsWith(JOBS + "/" + accepted.id());
        Answer found = api.get(JOBS + "/" + accepted.id());
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("state")).isEqualTo("QUEUED");
        assertThat(found.json()).isEqualTo(accepted.json());
        assertThat(found.json().at("/links/events").asText()).isEqualTo(JOBS + "/" + accepted.id() + "/events");
    }

    @Test
    void a_repeated_request_finds_the_same_job_and_another_one_with_its_key_is_refused() {
        String key = UUID.randomUUID().toString();

        Answer first = api.json("POST", JOBS, URL_JOB, "Idempotency-Key", key);
        Answer again = api.json("POST", JOBS, URL_JOB, "Idempotency-Key", key);
        Answer other = api.json("POST", JOBS, "{'source':{'url':'https://b/c'}" + LATER, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        problem(other, 409, "IDEMPOTENCY_CONFLICT");
    }

    @Test
    void pages_show_every_job_of_a_label_once_newest_first() {
        String mark = UUID.randomUUID().toString();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String body = "{'source':{'url':'https://a/b'},'labels':{'mark':'" + mark + "'}" + LATER;
            made.add(0, api.json("POST", JOBS, body).id());
        }

        List<String> seen = new ArrayList<>();
        String next = JOBS + "?limit=2&state=QUEUED&label=mark=" + mark;
        int pages = 0;
        while (!next.isEmpty()) {
            Answer page = api.get(next);
            page.json().path("items").forEach(job -> seen.add(job.path("id").asText()));
            next = page.text("next");
            pages++;
        }

        assertThat(seen).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
        assertThat(api.get(JOBS + "?state=FAILED&label=mark=" + mark).json().path("items"))
                .isEmpty();
    }

    @Test
    void a_job_can_be_changed_until_it_ends() {
        String job = JOBS + "/" + api.json("POST", JOBS, URL_JOB).id();

        Answer changed = api.json("PATCH", job, "{'suspended':true,'priority':7,'deadline':'2999-06-01T00:00:00Z'}");
        assertThat(changed.json().path("suspended").asBoolean()).isTrue();
        assertThat(changed.json().path("priority").asInt()).isEqualTo(7);
        assertThat(changed.text("deadline")).isEqualTo("2999-06-01T00:00:00Z");
        Answer back = api.json("PATCH", job, "{'suspended':false,'deadline':null}");
        assertThat(back.json().path("suspended").asBoolean()).isFalse();
        assertThat(back.json().has("deadline")).isFalse();

        assertThat(api.post(job + "/cancel").text("state")).isEqualTo("CANCELLED");
        assertThat(api.post(job + "/cancel").status()).isEqualTo(200);
        problem(api.json("PATCH", job, "{'priority':1}"), 409, "JOB_ENDED");
    }

    @Test
    void progress_is_told_by_redis_and_known_without_it() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(4, 1)).id();
        finish(id, TestingPlans.chunkId(0));
        testing.run(id, TestingPlans.chunkId(1), testing.holder("w1"));
        redis.hash(String.class).hset(RedisKeys.frames(id), TestingPlans.chunkId(1), "120");

        JsonNode live = api.get(JOBS + "/" + id).json();
        assertThat(live.path("framesTotal").asLong()).isEqualTo(4 * 240);
        assertThat(live.path("framesDone").asLong()).isEqualTo(360);
        assertThat(live.path("percent").asDouble()).isEqualTo(37.5);
        assertThat(live.at("/renditions/0/chunksDone").asInt()).isEqualTo(1);
        assertThat(live.at("/renditions/0/chunksRunning").asInt()).isEqualTo(1);
        assertThat(live.at("/audio/total").asInt()).isEqualTo(1);

        redis.flushall();
        assertThat(api.get(JOBS + "/" + id).json().path("framesDone").asLong()).isEqualTo(240);
    }

    @Test
    void tasks_show_their_attempts() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0)).id();
        finish(id, TestingPlans.chunkId(0));

        JsonNode tasks = api.get(JOBS + "/" + id + "/tasks").json().path("items");

        JsonNode chunk = StreamSupport.stream(tasks.spliterator(), false)
                .filter(task -> task.path("id").asText().equals(TestingPlans.chunkId(0)))
                .findFirst()
                .orElseThrow();
        assertThat(chunk.path("state").asText()).isEqualTo("DONE");
        assertThat(chunk.path("framesDone").asLong()).isEqualTo(240);
        JsonNode attempt = chunk.path("attempts").path(0);
        assertThat(attempt.path("worker").asText()).isEqualTo("w1");
        assertThat(attempt.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(attempt.path("millis").asLong()).isEqualTo(1500);
        assertThat(attempt.path("peakBytes").asLong()).isEqualTo(300L << 20);
    }

    @Test
    void attempts_are_told_in_short() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(3, 0)).id();
        finish(id, TestingPlans.chunkId(0));
        testing.run(id, TestingPlans.chunkId(1), testing.holder("w2"));
        int attempt = testing.task(id, TestingPlans.chunkId(1)).attempt();
        testing.report(
                id,
                new TaskEvent.TaskFailed(
                        1,
                        new TaskAttempt(id, TestingPlans.chunkId(1), attempt, "w2"),
                        testing.stats(),
                        Outcome.OOM_KERNEL,
                        null,
                        "killed"));

        JsonNode told = api.get(JOBS + "/" + id + "/attempts?limit=2").json();

        assertThat(told.path("items")).hasSize(2);
        assertThat(told.at("/items/0/taskId").asText()).isEqualTo(TestingPlans.chunkId(1));
        assertThat(told.at("/items/0/attempt/outcome").asText()).isEqualTo("OOM_KERNEL");
        assertThat(told.at("/memory/ooms").asInt()).isEqualTo(1);
        assertThat(told.at("/memory/peakBytes").asLong()).isEqualTo(300L << 20);
        assertThat(told.at("/memory/predictedBytes").asLong()).isPositive();
        assertThat(told.at("/memory/largest").asText()).isEqualTo("STANDARD");
        assertThat(told.at("/waiting/LARGE").asInt()
                        + told.at("/waiting/STANDARD").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_completed_job_hands_out_its_files() throws IOException {
        String id = completed();
        store.upload(
                ObjectKeys.output(id, "1080p.mp4"),
                new ByteArrayInputStream("film".getBytes(StandardCharsets.UTF_8)),
                OptionalLong.of(4),
                "video/mp4");

        Answer redirect = api.get(JOBS + "/" + id + "/outputs/1080p");

        assertThat(redirect.status()).isEqualTo(307);
        URI address = URI.create(redirect.header("Location"));
        assertThat(new String(address.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("film");
        assertThat(redirect.header("Location")).contains("clip-1080p.mp4");
        JsonNode job = api.get(JOBS + "/" + id).json();
        assertThat(job.at("/outputs/0/url").asText()).isEqualTo(JOBS + "/" + id + "/outputs/1080p");
        assertThat(job.path("percent").asDouble()).isEqualTo(100);
        assertThat(api.get(JOBS + "/" + id + "/report")
                        .json()
                        .at("/checks/0/name")
                        .asText())
                .isEqualTo("frames");
        Answer told = api.get(JOBS + "/" + id + "/outputs/1080p", "Accept", "application/json");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text("url")).startsWith("http").contains("X-Amz-Signature");
        assertThat(Instant.parse(told.text("expiresAt"))).isAfter(Instant.now());
        problem(api.get(JOBS + "/" + id + "/outputs/other"), 404, "OUTPUT_NOT_FOUND");

        store.deletePrefix("output/" + id + "/");
        problem(api.get(JOBS + "/" + id + "/outputs/1080p"), 410, "OUTPUT_GONE");
    }

    @Test
    void a_follower_hears_every_stage_until_the_end_and_what_it_missed() throws Exception {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0)).id();
        String path = JOBS + "/" + id + "/events";
        CompletableFuture<List<String>> followed =
                CompletableFuture.supplyAsync(() -> api.lines(path).toList());
        finish(id, TestingPlans.chunkId(0));
        merge(id);

        List<String> lines = followed.get(30, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(lines.stream().filter(line -> line.contains("\"at\"")))
                .extracting(line -> line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1"))
                .containsExactly("QUEUED", "PLANNING", "ENCODING", "MERGING", "COMPLETED");
        assertThat(lines).filteredOn(line -> line.startsWith("event:")).endsWith("event:job");
        String lastId = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .substring(3);

        assertThat(api.get(path, "Last-Event-ID", lastId).status()).isEqualTo(204);
        assertThat(api.lines(path, "Last-Event-ID", "3-0").filter(line -> line.contains("\"at\"")))
                .extracting(line -> line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1"))
                .containsExactly("MERGING", "COMPLETED");
        problem(api.get(JOBS + "/none/events"), 404, "JOB_NOT_FOUND");
    }

    @Test
    void a_follower_of_a_job_at_rest_hears_of_it_at_least_every_two_seconds() {
        String id = testing.suspended().id();
        List<Instant> heard = new ArrayList<>();

        // A busy machine delays some of them; what comes too seldom by itself never does so three times in a row.
        boolean kept = api.lines(JOBS + "/" + id + "/events")
                .filter(line -> line.equals("event:job"))
                .limit(30)
                .peek(line -> heard.add(Instant.now()))
                .anyMatch(line -> heard.size() > 3 && gaps(heard).allMatch(gap -> gap.compareTo(PROMISED) <= 0));

        assertThat(kept).as("three gaps of %s at most in %s", PROMISED, heard).isTrue();
    }

    /** The last three. */
    private static Stream<Duration> gaps(List<Instant> times) {
        return IntStream.range(times.size() - 3, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)));
    }

    @Test
    void deleting_a_job_takes_its_media_and_not_its_callers_source() {
        String key = "inbox-" + UUID.randomUUID() + "/clip.mov";
        put(key);
        Answer made = api.json("POST", JOBS, "{'source':{'s3':{'bucket':'reelmill','key':'" + key + "'}}" + LATER);
        ObjectKeys.prefixes(made.id()).forEach(prefix -> put(prefix + "some/file"));

        assertThat(api.delete(JOBS + "/" + made.id()).status()).isEqualTo(204);

        problem(api.get(JOBS + "/" + made.id()), 404, "JOB_NOT_FOUND");
        assertThat(ObjectKeys.prefixes(made.id()))
                .allMatch(prefix -> store.list(prefix).isEmpty());
        assertThat(store.stat(store.ref(key))).isPresent();
        problem(api.delete(JOBS + "/" + made.id()), 404, "JOB_NOT_FOUND");
    }

    @Test
    void a_list_shows_how_far_each_job_is() {
        List<String> ids = new ArrayList<>();
        for (long frames = 10; frames <= 30; frames += 10) {
            String id =
                    testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0)).id();
            testing.run(id, TestingPlans.chunkId(0), testing.holder("w1"));
            redis.hash(String.class).hset(RedisKeys.frames(id), TestingPlans.chunkId(0), String.valueOf(frames));
            ids.add(id);
        }

        List<Long> shown = new ArrayList<>();
        JsonNode items = api.get(JOBS + "?state=ENCODING&limit=200").json().path("items");
        ids.forEach(id -> items.forEach(job -> {
            if (job.path("id").asText().equals(id)) {
                shown.add(job.path("framesDone").asLong());
            }
        }));

        assertThat(shown).containsExactly(10L, 20L, 30L);
    }

    @Test
    void workers_queues_and_profiles_are_listed() {
        assertThat(api.get("/api/v1/workers").json().path("items").isArray()).isTrue();
        assertThat(api.get("/api/v1/queues").json().path("items")).hasSize(5);
        assertThat(api.get("/api/v1/profiles").json().path("items")).hasSize(4);
    }

    @Test
    void the_api_describes_itself() {
        Answer document = api.get("/q/openapi?format=json");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json()
                        .at("/paths/~1api~1v1~1jobs/post/requestBody/content")
                        .properties())
                .extracting(Map.Entry::getKey)
                .contains("application/json", "multipart/form-data", "video/*");
        assertThat(document.json()
                        .at("/components/schemas/JobRequest/properties")
                        .properties())
                .extracting(Map.Entry::getKey)
                .contains("source", "outputs", "profile", "priority", "deadline", "notBefore", "labels");
        assertThat(document.json().at("/paths/~1api~1v1~1jobs/post/parameters").findValuesAsText("name"))
                .contains("Idempotency-Key", "fileName", "height", "crf", "labels")
                .doesNotContain("file");
        document.json()
                .path("paths")
                .forEach(path -> path.forEach(operation -> assertThat(operation
                                .at("/responses/4XX/content/application~1problem+json/schema/$ref")
                                .asText())
                        .as(operation.path("operationId").asText())
                        .isEqualTo("#/components/schemas/Problem")));
        assertThat(document.json().at("/components/schemas/Problem/properties").has("code"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,application/json,x,404,NOT_FOUND",
        "GET,/api/v1/nothing,application/json,x,404,NOT_FOUND",
        "GET,/api/v1/jobs/none,application/json,x,404,JOB_NOT_FOUND",
        "GET,/api/v1/jobs/none/tasks,application/json,x,404,JOB_NOT_FOUND",
        "GET,/api/v1/jobs/%00,application/json,x,404,JOB_NOT_FOUND",
        "POST,/api/v1/jobs/%00/cancel,application/json,x,404,JOB_NOT_FOUND",
        "POST,/api/v1/jobs/%00/retry,application/json,{},404,JOB_NOT_FOUND",
        "DELETE,/api/v1/jobs/%00,application/json,x,404,JOB_NOT_FOUND",
        "GET,/api/v1/jobs/%00/events,application/json,x,404,JOB_NOT_FOUND",
        "GET,/api/v1/admin/dead-letters/%00,application/json,x,404,DEAD_LETTER_NOT_FOUND",
        "POST,/api/v1/admin/dead-letters/%00/replay,application/json,x,404,DEAD_LETTER_NOT_FOUND",
        "DELETE,/api/v1/admin/dead-letters/%00,application/json,x,404,DEAD_LETTER_NOT_FOUND",
        "GET,/api/v1/jobs?cursor=%00,application/json,x,422,VALIDATION_FAILED",
        "GET,/api/v1/jobs?label=a=%00,application/json,x,422,VALIDATION_FAILED",
        "GET,/api/v1/jobs?limit=0,application/json,x,422,VALIDATION_FAILED",
        "GET,/api/v1/jobs?limit=ten,application/json,x,422,VALIDATION_FAILED",
        "POST,/api/v1/jobs/none/cancel,application/json,x,404,JOB_NOT_FOUND",
        "POST,/api/v1/jobs/none/retry,application/json,{},404,JOB_NOT_FOUND",
        "PUT,/api/v1/jobs,application/json,x,405,METHOD_NOT_ALLOWED",
        "POST,/api/v1/jobs,text/plain,x,415,UNSUPPORTED_MEDIA_TYPE",
        "POST,/api/v1/jobs,application/json,{,400,BAD_JSON",
        "POST,/api/v1/jobs,application/json,{},422,VALIDATION_FAILED",
        "POST,/api/v1/jobs,multipart/form-data,x,400,BAD_MULTIPART"
    })
    void every_error_is_a_problem_with_its_code(
            String method, String path, String type, String body, int status, String code) {
        Answer answer =
                api.send(method, path, java.net.http.HttpRequest.BodyPublishers.ofString(body), "Content-Type", type);

        problem(answer, status, code);
        assertThat(answer.text("instance")).isEqualTo(path.replaceFirst("\\?.*", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/jobs,Content-Type: nonsense,415,UNSUPPORTED_MEDIA_TYPE",
        "PATCH,/api/v1/jobs/none,Content-Type: a/b/c,415,UNSUPPORTED_MEDIA_TYPE",
        "POST,/api/v1/jobs/none/retry,Content-Type: ;,415,UNSUPPORTED_MEDIA_TYPE",
        "GET,/api/v1/jobs,Accept: nonsense,406,NOT_ACCEPTABLE",
        "GET,/api/v1/jobs/%C3%28,Accept: */*,404,JOB_NOT_FOUND"
    })
    void what_nobody_means_is_a_problem_too(String method, String path, String header, int status, String code)
            throws IOException {
        assertThat(raw(method, path, header))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", code);
    }

    /** The server answers before anything of ours is asked, and without a body. */
    @Test
    void what_is_no_request_at_all_is_the_callers_fault() throws IOException {
        assertThat(raw("GET", JOBS + "/%zz", "A: b")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET", JOBS + "?label=%", "A: b")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET", JOBS + "/" + "a".repeat(5000), "A: b")).contains(" 414 ");
        assertThat(raw("GET", JOBS, "A: " + "b".repeat(33_000))).startsWith("HTTP/1.1 431 ");
        assertThat(raw("POST", JOBS, "Content-Length: many")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("G@T", JOBS, "A: b")).contains(" 400 ");
    }

    private String raw(String method, String target, String header) throws IOException {
        return RawHttp.answer(base, method, target, "Host: localhost", header);
    }

    @Test
    void a_deadline_is_not_moved_to_before_the_job_may_begin() {
        String job = JOBS + "/"
                + api.json("POST", JOBS, "{'source':{'url':'https://a/b'},'notBefore':'2999-01-01T00:00:00Z'}")
                        .id();

        Answer refused = api.json("PATCH", job, "{'priority':5,'deadline':'2998-12-31T00:00:00Z'}");

        problem(refused, 422, "VALIDATION_FAILED");
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("deadline");
        Answer now = api.get(job);
        assertThat(now.json().has("deadline")).isFalse();
        assertThat(now.json().path("priority").asInt())
                .as("nothing of it is done")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'+10000-01-01T00:00:00Z'",
                "'+999999999-01-01T00:00:00Z'",
                "'-4800-01-01T00:00:00Z'",
                "1780000000000"
            })
    void a_time_that_nobody_can_mean_is_refused(String time) {
        String body = "{'source':{'url':'https://a/b'},'notBefore':" + time + "}";

        problem(api.json("POST", JOBS, body), 422, "VALIDATION_FAILED");
    }

    @Test
    void faults_of_a_request_are_listed() {
        Answer answer = api.json("POST", JOBS, "{'source':{'url':'gopher://x'},'outputs':[{'crf':77}]}");

        problem(answer, 422, "VALIDATION_FAILED");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("source.url");
        assertThat(answer.json().at("/errors/1/field").asText()).isEqualTo("outputs[0].crf");
    }

    private static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.text("type")).startsWith("urn:reelmill:problem:");
    }

    private void put(String key) {
        store.upload(key, new ByteArrayInputStream(new byte[1]), OptionalLong.of(1), "video/quicktime");
    }

    private void finish(String id, String taskId) {
        testing.run(id, taskId, testing.holder("w1"));
        Task task = testing.task(id, taskId);
        testing.report(id, testing.succeeded(id, taskId, task.attempt(), "w1"));
    }

    private String completed() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0)).id();
        finish(id, TestingPlans.chunkId(0));
        merge(id);
        return id;
    }

    private void merge(String id) {
        await().until(() -> testing.task(id, "merge").state() != TaskState.BLOCKED);
        testing.run(id, "merge", testing.holder("m1"));
        OutputFile file = new OutputFile(
                "1080p", ObjectKeys.output(id, "1080p.mp4"), "video/mp4", 4, "ab", 1920, 1080, 240, 9.6, 0, 0);
        MergeReport report = new MergeReport(
                id, List.of(file), List.of(new MergeReport.Check("1080p", "frames", true, "240 = 240")), List.of());
        TaskAttempt attempt =
                new TaskAttempt(id, "merge", testing.task(id, "merge").attempt(), "m1");
        testing.report(id, new TaskEvent.JobMerged(1, attempt, testing.stats(), report));
    }
}

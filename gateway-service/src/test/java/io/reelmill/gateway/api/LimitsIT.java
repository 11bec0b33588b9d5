package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.store.JobFilter;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TightLimits;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(TightLimits.class)
class LimitsIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final String BEARER = "Bearer " + TightLimits.TOKEN;
    private static final String KEY = "Idempotency-Key";
    private static final String LATER = "{'notBefore':'2999-01-01T00:00:00Z'}";
    private static final String JOB =
            "{'source':{'url':'https://media.example/clip.mov'},'notBefore':'2999-01-01T00:00:00Z'}";

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestingJobs testing;

    @Inject
    JobService jobs;

    @Inject
    ObjectStore store;

    private TestingApi api;

    @BeforeEach
    void connect() {
        api = new TestingApi(base, "Authorization", BEARER);
        store.ensureBucket();
    }

    @AfterEach
    void end() {
        testing.cancelAll();
        store.deletePrefix("raw/");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/jobs", "POST,/api/v1/jobs", "GET,/api/v1/nothing", "DELETE,/api/v1/jobs/x", "GET,/api"})
    void without_the_token_there_is_nothing_to_be_learnt(String method, String path) {
        for (TestingApi stranger : List.of(new TestingApi(base), new TestingApi(base, "Authorization", BEARER + "x"))) {
            Answer answer = stranger.send(method, path, BodyPublishers.ofByteArray(new byte[100_000]));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("code")).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void with_the_token_everything_works() {
        assertThat(api.get(JOBS).status()).isEqualTo(200);
    }

    @Test
    void beyond_the_limit_of_unfinished_jobs_callers_are_asked_to_come_back() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.json("POST", JOBS, JOB).status()).isEqualTo(202);
        }

        Answer json = api.json("POST", JOBS, JOB);
        Answer file = api.send("POST", JOBS, BodyPublishers.ofByteArray(new byte[10]), "Content-Type", "video/mp4");

        for (Answer answer : List.of(json, file)) {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text("code")).isEqualTo("TOO_MANY_JOBS");
            assertThat(answer.header("Retry-After")).isEqualTo("10");
        }
    }

    @Test
    void a_repeated_request_gets_the_first_answer_where_a_new_one_is_refused() {
        String json = UUID.randomUUID().toString();
        String file = UUID.randomUUID().toString();
        String firstJson = api.json("POST", JOBS, JOB, KEY, json).id();
        String firstFile = upload(file).id();
        String retry = JOBS + "/" + firstFile + "/retry";
        String firstRetry = api.json("POST", retry, LATER, KEY, "again-" + file).id();
        await().until(() -> testing.find(firstRetry).status() == JobStatus.QUEUED);
        assertThat(api.json("POST", JOBS, JOB).text("code")).isEqualTo("TOO_MANY_JOBS");

        replayed(api.json("POST", JOBS, JOB, KEY, json), firstJson);
        replayed(upload(file), firstFile);
        replayed(api.json("POST", retry, LATER, KEY, "again-" + file), firstRetry);
    }

    @Test
    void a_repeated_request_gets_the_first_answer_when_it_is_not_valid_any_more() {
        String key = UUID.randomUUID().toString();
        String soon = "{'source':{'url':'https://media.example/clip.mov'},'deadline':'%s'}"
                .formatted(Instant.now().plusSeconds(2));
        String first = api.json("POST", JOBS, soon, KEY, key).id();

        await().until(() -> api.json("POST", JOBS, soon).text("code").equals("VALIDATION_FAILED"));

        replayed(api.json("POST", JOBS, soon, KEY, key), first);
    }

    private Answer upload(String key) {
        return api.send(
                "POST",
                JOBS + "?notBefore=2999-01-01T00:00:00Z",
                BodyPublishers.ofByteArray(new byte[10]),
                "Content-Type",
                "video/mp4",
                KEY,
                key);
    }

    private static void replayed(Answer answer, String first) {
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.id()).isEqualTo(first);
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_or_not_it_says_so() {
        byte[] large = new byte[13 << 20];
        Answer told = api.send("POST", JOBS, BodyPublishers.ofByteArray(large), "Content-Type", "video/mp4");
        Answer untold = api.send(
                "POST",
                JOBS,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Content-Type",
                "video/mp4");
        Answer json = api.json("POST", JOBS, "{'profile':'" + "x".repeat(3000) + "'}");
        Answer untoldJson = api.send(
                "POST",
                JOBS,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3000])),
                "Content-Type",
                "application/json");

        for (Answer answer : List.of(told, untold, json, untoldJson)) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text("code")).isEqualTo("TOO_LARGE");
        }
        assertThat(told.text("detail")).contains("reelmill.uploads.max-size");
        assertThat(store.list("raw/")).isEmpty();
        assertThat(store.unfinishedUploads()).isEmpty();
        assertThat(api.get(JOBS + "?state=UPLOADING,QUEUED").json().path("items"))
                .isEmpty();
    }

    @Test
    void an_upload_that_stops_arriving_is_given_up() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            String head = "POST " + JOBS + "?fileName=stalled.mov HTTP/1.1\r\nHost: x\r\nContent-Type: video/mp4\r\n"
                    + "Authorization: " + BEARER + "\r\nContent-Length: 1000000\r\n\r\nonly this";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(status).isEqualTo("HTTP/1.1 408");
        }
        await().until(() -> TestingJobs.await(jobs.list(JobFilter.ALL, null, 50)).jobs().stream()
                .filter(job -> "stalled.mov".equals(job.spec().source().fileName()))
                .map(Job::failure)
                .anyMatch(failure -> failure.map(Failure::code).orElse(null) == FailureCode.UPLOAD_ABORTED));
    }
}

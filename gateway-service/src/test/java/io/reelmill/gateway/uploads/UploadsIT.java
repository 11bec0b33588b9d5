package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.Zeros;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class UploadsIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final String LATER = "notBefore=2999-01-01T00:00:00Z";
    private static final long LARGE = 200L << 20;

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestingJobs testing;

    @Inject
    ObjectStore store;

    @Inject
    JobService jobs;

    @Inject
    SourceCopies copies;

    @Inject
    ActiveIntakes active;

    @Inject
    UploadsConfig config;

    @Inject
    MeterRegistry metrics;

    private final byte[] film = film();
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
    void a_file_as_body_with_parameters_in_the_address() {
        Answer answer = api.send(
                "POST",
                JOBS + "?profile=fast&fileName=My%20clip.mov&height=360&crf=30&labels=team=web&priority=3&" + LATER,
                BodyPublishers.ofByteArray(film),
                "Content-Type",
                "video/quicktime");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("state")).isEqualTo("QUEUED");
        Job job = testing.find(answer.id());
        assertThat(job.spec().source().fileName()).isEqualTo("My clip.mov");
        assertThat(job.spec().outputs().get(0).video().height()).isEqualTo(360);
        assertThat(job.spec().outputs().get(0).video().preset()).isEqualTo("veryfast");
        assertThat(job.labels()).containsEntry("team", "web");
        assertThat(job.scheduling().priority()).isEqualTo(3);
        assertStored(answer.id());
    }

    @Test
    void a_file_whose_length_is_not_told() {
        Answer answer = api.send(
                "POST",
                JOBS + "?" + LATER,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(film)),
                "Content-Type",
                "application/octet-stream");

        assertThat(answer.status()).isEqualTo(202);
        assertStored(answer.id());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/x-www-form-urlencoded,?profile=fast&",
                "-,?profile=fast&",
                "text/plain; charset=utf-8,?profile=fast&",
                "application/mp4,?profile=fast&",
                "application/ogg,-",
                "application/mxf,-"
            })
    void a_file_whose_type_is_what_the_client_had_at_hand(String type, String parameters) {
        String[] header = type == null ? new String[0] : new String[] {"Content-Type", type};

        Answer answer = api.send(
                "POST",
                JOBS + (parameters == null ? "" : parameters + LATER),
                BodyPublishers.ofByteArray(film),
                header);

        assertThat(answer.status()).isEqualTo(202);
        assertStored(answer.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", ""})
    void what_says_by_nothing_that_it_is_a_file_is_none(String type) {
        String[] header = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};

        Answer answer = api.send("POST", JOBS, BodyPublishers.ofByteArray(new byte[10]), header);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_form_whose_fields_stand_before_and_after_the_file() {
        Answer answer = form("profile=small", "FILE", "crf=25", "labels=team=web", "priority=-4", LATER);

        assertThat(answer.status()).isEqualTo(202);
        Job job = testing.find(answer.id());
        assertThat(job.spec().outputs().get(0).video().crf()).isEqualTo(25);
        assertThat(job.spec().outputs().get(0).video().height()).isEqualTo(720);
        assertThat(job.spec().source().fileName()).isEqualTo("clip.mkv");
        assertThat(job.labels()).containsEntry("team", "web");
        assertThat(job.scheduling().priority()).isEqualTo(-4);
        assertThat(job.scheduling().notBefore()).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(api.get(JOBS + "?label=team=web&limit=200").json().path("items"))
                .anyMatch(found -> found.path("id").asText().equals(answer.id()));
        assertStored(answer.id());
    }

    @Test
    void a_form_that_is_not_valid_leaves_nothing_behind() {
        int before = sources();

        assertThat(form("crf=99", "FILE").text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(form("FILE", "crf=99").text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(form("FILE", "FILE").text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(form("profile=fast").text("code")).isEqualTo("VALIDATION_FAILED");

        assertThat(sources()).isEqualTo(before);
        assertThat(api.get(JOBS + "?state=UPLOADING,QUEUED").json().path("items"))
                .isEmpty();
        assertThat(store.unfinishedUploads()).isEmpty();
    }

    @Test
    void an_upload_repeated_with_its_key_is_not_received_again() {
        String key = UUID.randomUUID().toString();
        Answer first = upload(film, key);
        Answer again = upload(film, key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void an_upload_repeated_while_it_is_being_received_is_asked_to_come_back() throws IOException {
        String key = UUID.randomUUID().toString();
        byte[] clip = new byte[1000];
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + JOBS + "?" + LATER + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
                    + "Idempotency-Key: " + key + "\r\nContent-Length: 1000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String id = await().until(this::receiving, found -> !found.isEmpty());

            Answer meanwhile = upload(clip, key);

            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.text("code")).isEqualTo("UPLOAD_IN_PROGRESS");
            assertThat(meanwhile.header("Retry-After")).isEqualTo("5");
            Answer retry = api.post(JOBS + "/" + id + "/retry");
            assertThat(retry.status()).isEqualTo(409);
            assertThat(retry.text("code")).isEqualTo("UPLOAD_IN_PROGRESS");
            socket.getOutputStream().write(clip);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 202");
            assertThat(upload(clip, key).id()).isEqualTo(id);
        }
    }

    @Test
    void a_caller_who_goes_away_leaves_a_job_that_says_so_and_nothing_else() throws IOException {
        String key = UUID.randomUUID().toString();
        String head = "POST " + JOBS + "?fileName=gone.mov HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
                + "Idempotency-Key: " + key + "\r\nContent-Length: 100000000\r\n\r\n";
        String id;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[20 << 20]);
            out.flush();
            id = await().until(this::receiving, found -> !found.isEmpty());
            assertThat(testing.find(id).status()).isEqualTo(JobStatus.UPLOADING);
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> testing.find(id).status(), status -> status == JobStatus.FAILED);
        assertThat(testing.find(id).failure().orElseThrow().code()).isEqualTo(FailureCode.UPLOAD_ABORTED);
        await().until(() -> store.list(ObjectKeys.source(id)).isEmpty()
                && store.unfinishedUploads().isEmpty());

        byte[] whole = new byte[100_000_000];
        Answer second = api.send(
                "POST",
                JOBS + "?fileName=gone.mov",
                BodyPublishers.ofByteArray(whole),
                "Content-Type",
                "video/mp4",
                "Idempotency-Key",
                key);
        assertThat(second.status())
                .as("the key of an upload that came to nothing is free")
                .isEqualTo(202);
        assertThat(second.id()).isNotEqualTo(id);
    }

    @Test
    void cancelling_a_job_ends_its_upload() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head =
                    "POST " + JOBS + "?fileName=unwanted.mov HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
                            + "Content-Length: 100000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String id = await().until(this::receiving, found -> !found.isEmpty());

            assertThat(api.post(JOBS + "/" + id + "/cancel").text("state")).isEqualTo("CANCELLED");

            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(status).isEqualTo("HTTP/1.1 409");
            assertThat(testing.find(id).status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(store.list(ObjectKeys.source(id))).isEmpty();
        }
    }

    @Test
    void a_large_file_needs_no_more_memory_than_its_buffer() {
        Answer answer = api.send(
                "POST",
                JOBS + "?" + LATER,
                BodyPublishers.ofInputStream(() -> new Zeros(LARGE)),
                "Content-Type",
                "video/mp4");

        assertThat(answer.status()).isEqualTo(202);
        String key = ObjectKeys.source(answer.id());
        assertThat(store.stat(store.ref(key)).orElseThrow().bytes()).isEqualTo(LARGE);
        double most = metrics.get(Telemetry.UPLOAD_BUFFERED).summary().max();
        assertThat(most).isBetween(1.0, config.buffer().asLongValue() + 256.0 * 1024);
        store.deletePrefix(key);
    }

    @Test
    void a_caller_that_asks_first_is_answered_before_it_sends() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + JOBS + "?crf=99 HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(status).isEqualTo("HTTP/1.1 422");
        }
    }

    @Test
    void a_retry_owns_a_copy_so_that_either_job_can_go() {
        String old = upload(film, UUID.randomUUID().toString()).id();

        String again = JOBS + "/" + old + "/retry";
        Answer retry = api.json("POST", again, "{'profile':'quality'," + LATER_JSON, "Idempotency-Key", "r-" + old);
        assertThat(retry.status()).isEqualTo(202);
        await().until(() -> testing.find(retry.id()).status() == JobStatus.QUEUED);
        Answer repeated = api.json("POST", again, "{'profile':'quality'," + LATER_JSON, "Idempotency-Key", "r-" + old);
        assertThat(repeated.id()).isEqualTo(retry.id());
        assertThat(api.delete(JOBS + "/" + old).status()).isEqualTo(204);

        assertStored(retry.id());
        assertThat(testing.find(retry.id()).spec().profile()).isEqualTo("quality");
        store.deletePrefix(ObjectKeys.source(retry.id()));
        Answer gone = api.post(JOBS + "/" + retry.id() + "/retry");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("code")).isEqualTo("SOURCE_GONE");
    }

    @Test
    void a_copy_that_a_gateway_left_behind_is_made_by_another() {
        String old = upload(film, UUID.randomUUID().toString()).id();
        String left = copying(old);
        String vain = copying(JobIds.next());

        await().until(() -> {
            copies.look();
            return testing.find(left).status() == JobStatus.QUEUED;
        });
        assertStored(left);
        await().until(() -> testing.find(vain).status() == JobStatus.FAILED);
        assertThat(testing.find(vain).failure().orElseThrow().detail()).contains("was removed before it was copied");
    }

    @Test
    void what_ended_at_another_gateway_is_not_received_any_further() {
        String id = copying("old");
        testing.handle(id, new JobEvent.CancelRequested(Instant.now()));
        AtomicBoolean stopped = new AtomicBoolean();

        active.add(id, () -> stopped.set(true));
        TestingJobs.await(active.beat());

        assertThat(stopped).isTrue();
        active.remove(id);
    }

    /** As a gateway leaves it that is killed while it copies the source. */
    private String copying(String old) {
        String id = JobIds.next();
        Scheduling held = new Scheduling(true, 0, null, null);
        TestingJobs.await(jobs.create(new NewJob(id, TestingPlans.spec(id), true, old, held, Map.of(), null)));
        return id;
    }

    private static final String LATER_JSON = "'notBefore':'2999-01-01T00:00:00Z'}";

    private Answer upload(byte[] bytes, String key) {
        return api.send(
                "POST",
                JOBS + "?" + LATER,
                BodyPublishers.ofByteArray(bytes),
                "Content-Type",
                "video/mp4",
                "Idempotency-Key",
                key);
    }

    /** Fields as name=value, and the word FILE where the file stands. */
    private Answer form(String... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String head = part.equals("FILE")
                    ? "name=\"file\"; filename=\"clip.mkv\"\r\nContent-Type: video/x-matroska"
                    : "name=\"" + part.substring(0, equals) + "\"";
            body.writeBytes(("--b0undary\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(
                    part.equals("FILE") ? film : part.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b0undary--\r\n".getBytes(StandardCharsets.UTF_8));
        return api.send(
                "POST",
                JOBS,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=b0undary");
    }

    private void assertStored(String id) {
        byte[] stored;
        try (InputStream in = store.open(store.ref(ObjectKeys.source(id)), 0)) {
            stored = in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(Arrays.equals(stored, film)).as("every byte is stored").isTrue();
    }

    private String receiving() {
        return api.get(JOBS + "?state=UPLOADING").json().at("/items/0/id").asText();
    }

    private int sources() {
        return store.list("raw/").size();
    }

    /** More than one part of a multipart upload. */
    private static byte[] film() {
        byte[] bytes = new byte[9_500_000];
        new Random(3).nextBytes(bytes);
        return bytes;
    }
}

package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.TestingGateway;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.progress.JobProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunIT {

    private static final String QUEUED = "{\"id\":\"j1\",\"state\":\"QUEUED\"}";
    private static final String COMPLETED =
            """
            {"id":"j1","state":"COMPLETED","retries":2,"warnings":["w"],"outputs":[{"name":"720p","fileName":"a-720p.mp4",
             "bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","frames":250,
             "durationSeconds":10.0}]}""";

    private static final String CANCELLED = "{\"id\":\"j1\",\"state\":\"CANCELLED\"}";
    private static final String CANCEL = "POST /api/v1/jobs/j1/cancel";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private String destination;

    private TestingGateway gateway;
    private Path source;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestingGateway();
        source = Files.writeString(folder.resolve("a.mov"), "media");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_file_is_sent_followed_and_its_result_written() {
        gateway.answers(202, QUEUED)
                .answers(200, "{\"id\":\"j1\",\"state\":\"ENCODING\",\"unknown\":1}")
                .answers(200, COMPLETED)
                .redirects("/stored?signature=1")
                .answers(200, "abc");

        TranscodeResult result = run(false);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.frames()).isEqualTo(250);
        assertThat(result.retries()).isEqualTo(2);
        assertThat(result.warnings()).containsExactly("w");
        assertThat(folder.resolve("a-720p.mp4")).hasContent("abc");
        assertThat(gateway.bodies.get(0)).isEqualTo("media");
        assertThat(gateway.requests)
                .containsExactly(
                        "POST /api/v1/jobs?fileName=a.mov&labels=cli-call%3D" + gateway.keys.get(0),
                        "GET /api/v1/jobs/j1",
                        "GET /api/v1/jobs/j1",
                        "GET /api/v1/jobs/j1/outputs/720p",
                        "GET /stored?signature=1");
    }

    @Test
    void a_busy_gateway_is_asked_again_with_the_same_key() {
        gateway.answers(503, "{\"code\":\"UNAVAILABLE\",\"detail\":\"d\"}")
                .answers(202, QUEUED)
                .answers(200, "{\"id\":\"j1\",\"state\":\"CANCELLED\"}");

        TranscodeResult result = run(false);

        assertThat(result.code()).isEqualTo("CANCELLED");
        assertThat(gateway.keys.get(0)).isNotEmpty().isEqualTo(gateway.keys.get(1));
    }

    @Test
    void a_failed_job_says_why() {
        gateway.answers(202, QUEUED)
                .answers(
                        200,
                        """
                        {"id":"j1","state":"FAILED","failure":{"code":"NOT_MEDIA","detail":"it is text","advice":"Check."}}""");

        TranscodeResult result = run(false);

        assertThat(result.exitCode()).isEqualTo(ExitCode.JOB_FAILED);
        assertThat(result.code()).isEqualTo("NOT_MEDIA");
        assertThat(result.detail()).isEqualTo("it is text");
        assertThat(result.advice()).isEqualTo("Check.");
    }

    @Test
    void a_refused_job_has_the_code_of_the_gateway() {
        gateway.answers(422, "{\"code\":\"VALIDATION_FAILED\",\"detail\":\"crf: too high\"}");

        TranscodeResult result = run(false);

        assertThat(result.exitCode()).isEqualTo(ExitCode.GATEWAY);
        assertThat(result.code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void a_result_that_appeared_meanwhile_is_not_replaced() throws IOException {
        gateway.answers(202, QUEUED).answers(200, COMPLETED);
        Files.writeString(folder.resolve("a-720p.mp4"), "other");

        TranscodeResult result = run(false);

        assertThat(result.code()).isEqualTo("OUTPUT_EXISTS");
        assertThat(folder.resolve("a-720p.mp4")).hasContent("other");
    }

    @Test
    void an_empty_file_is_sent_as_well() throws IOException {
        Files.writeString(source, "");
        gateway.answers(422, "{\"code\":\"VALIDATION_FAILED\",\"detail\":\"empty\"}");

        assertThat(run(false).code()).isEqualTo("VALIDATION_FAILED");
        assertThat(gateway.bodies).containsExactly("");
    }

    @Test
    void an_input_that_was_removed_before_it_is_sent_is_told_at_once() throws IOException {
        JobRun run = newRun(false, clock);
        Files.delete(source);

        TranscodeResult result = run.run();

        assertThat(result.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(result.code()).isEqualTo("INPUT_NOT_READABLE");
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void a_result_that_cannot_be_written_is_no_matter_of_the_connection() throws IOException {
        gateway.answers(202, QUEUED)
                .answers(200, COMPLETED)
                .redirects("/stored")
                .answers(200, "abc");
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        destination = file.resolve("a.mp4").toString();

        TranscodeResult result = run(false);

        assertThat(result.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(result.code()).isEqualTo("OUTPUT_NOT_WRITABLE");
        assertThat(result.jobId()).isEqualTo("j1");
    }

    @Test
    void an_answer_that_cannot_be_read_ends_the_input_and_its_job() {
        gateway.answers(202, QUEUED).answers(200, "<html>a proxy</html>").answers(200, CANCELLED);

        TranscodeResult result = run(false);

        assertThat(result.exitCode()).isEqualTo(ExitCode.GATEWAY);
        assertThat(result.code()).isEqualTo("ANSWER_NOT_READABLE");
        assertThat(gateway.requests).last().isEqualTo(CANCEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_gateway_that_fails_for_a_moment_is_asked_again(int status) {
        gateway.answers(202, QUEUED)
                .answers(status, "{\"code\":\"INTERNAL\",\"detail\":\"d\"}")
                .answers(200, COMPLETED)
                .redirects("/stored")
                .answers(200, "abc");

        assertThat(run(false).succeeded()).isTrue();
    }

    @Test
    void a_gateway_that_fails_for_long_ends_the_input_and_its_job() {
        gateway.answers(202, QUEUED)
                .always("GET /api/v1/jobs/j1", 500, "{\"code\":\"INTERNAL\",\"detail\":\"broken\"}")
                .answers(200, CANCELLED);
        Clock fast = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plusSeconds(25);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        TranscodeResult result = newRun(false, fast).run();

        assertThat(result.code()).isEqualTo("INTERNAL");
        assertThat(result.detail()).isEqualTo("broken");
        assertThat(gateway.requests).last().isEqualTo(CANCEL);
    }

    @Test
    void an_interruption_before_the_answer_finds_the_job_and_cancels_it() throws Exception {
        gateway.holds("POST /api/v1/jobs?")
                .answers(200, "{\"items\":[]}")
                .answers(200, "{\"items\":[" + QUEUED + "]}")
                .answers(200, CANCELLED);

        TranscodeResult result = interruptedAfter(1);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.state()).isEqualTo("CANCELLED");
        assertThat(result.jobId()).isEqualTo("j1");
        String search = "GET /api/v1/jobs?label=cli-call%3D" + gateway.keys.get(0);
        assertThat(gateway.requests.subList(1, 4)).containsExactly(search, search, CANCEL);
    }

    @Test
    void an_interruption_while_the_job_runs_cancels_it() throws Exception {
        gateway.answers(202, QUEUED)
                .always("GET /api/v1/jobs/j1", 200, QUEUED)
                .answers(409, "{\"code\":\"JOB_ENDED\",\"detail\":\"faster\"}");

        TranscodeResult result = interruptedAfter(2);

        assertThat(result.code()).isEqualTo("CANCELLED");
        assertThat(result.detail()).isEqualTo("interrupted");
        assertThat(gateway.requests).last().isEqualTo(CANCEL);
    }

    @Test
    void a_job_that_cannot_be_cancelled_is_told() throws Exception {
        gateway.answers(202, QUEUED)
                .always("GET /api/v1/jobs/j1", 200, QUEUED)
                .answers(500, "{\"code\":\"INTERNAL\",\"detail\":\"broken\"}");

        assertThat(interruptedAfter(2).detail()).isEqualTo("interrupted; its job could not be cancelled: broken");
    }

    private TranscodeResult interruptedAfter(int requests) throws Exception {
        JobRun run = newRun(false, clock);
        FutureTask<TranscodeResult> task = new FutureTask<>(run::run);
        Thread thread = new Thread(task);
        thread.start();
        await().atMost(SOON).until(() -> gateway.requests.size() >= requests);
        run.stop();
        thread.interrupt();
        return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private TranscodeResult run(boolean force) {
        TranscodeResult result = newRun(force, clock).run();
        assertThat(result.input()).isEqualTo(source.toString());
        return result;
    }

    private JobRun newRun(boolean force, Clock clock) {
        Input input = Input.of(source.toString());
        Path given = destination == null ? null : Path.of(destination);
        return new JobRun(
                input,
                Destination.of(input, given, false),
                new TranscodeOptions(new JobOptions(), force),
                new GatewayClient(gateway.url(), null),
                new JobProgress("a.mov"),
                clock);
    }
}

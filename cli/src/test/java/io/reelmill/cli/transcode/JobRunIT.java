package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.progress.JobProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunIT {

    private static final String QUEUED = "{\"id\":\"j1\",\"state\":\"QUEUED\"}";
    private static final String COMPLETED =
            """
            {"id":"j1","state":"COMPLETED","retries":2,"warnings":["w"],"outputs":[{"name":"720p","fileName":"a-720p.mp4",
             "bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","frames":250,
             "durationSeconds":10.0}]}""";

    @TempDir
    Path folder;

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
                        "POST /api/v1/jobs?fileName=a.mov",
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
        assertThat(gateway.keys.get(0)).isNotNull().isEqualTo(gateway.keys.get(1));
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

    private TranscodeResult run(boolean force) {
        Input input = Input.of(source.toString());
        Destination destination = Destination.of(input, null, false);
        TranscodeOptions options = new TranscodeOptions(new JobOptions(), force);
        GatewayClient client = new GatewayClient(gateway.url(), null);
        JobRun run = new JobRun(input, destination, options, client, new JobProgress("a.mov"), Clock.systemUTC());
        TranscodeResult result = run.run();
        assertThat(run.unfinishedJob()).isEmpty();
        assertThat(List.of(result.input())).containsExactly(source.toString());
        return result;
    }
}

package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.TestingGateway;
import io.reelmill.cli.gateway.GatewayClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private TestingGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestingGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void an_answer_that_cannot_be_read_loses_no_other_result() throws IOException {
        gateway.always("POST /api/v1/jobs?fileName=a.mov", 202, "{\"id\":\"ja\",\"state\":\"QUEUED\"}")
                .always("POST /api/v1/jobs?fileName=b.mov", 202, "{\"id\":\"jb\",\"state\":\"NEVER_HEARD_OF\"}")
                .always("POST /api/v1/jobs?fileName=c.mov", 202, "{\"id\":\"jc\",\"state\":\"QUEUED\"}")
                .always("GET /api/v1/jobs?label=", 200, "{\"items\":[]}")
                .always(
                        "GET /api/v1/jobs/j",
                        200,
                        "{\"id\":\"j\",\"state\":\"FAILED\",\"failure\":{\"code\":\"NOT_MEDIA\",\"detail\":\"text\"}}");

        List<TranscodeResult> results = runs("a.mov", "b.mov", "c.mov").all();

        assertThat(results)
                .extracting(TranscodeResult::code)
                .containsExactly("NOT_MEDIA", "ANSWER_NOT_READABLE", "NOT_MEDIA");
    }

    @Test
    void an_interruption_has_a_result_for_those_too_that_had_not_begun() throws Exception {
        gateway.holds("POST /api/v1/jobs?")
                .always("GET /api/v1/jobs?label=", 200, "{\"items\":[{\"id\":\"j1\",\"state\":\"UPLOADING\"}]}")
                .always("POST /api/v1/jobs/j1/cancel", 200, "{\"id\":\"j1\",\"state\":\"CANCELLED\"}");
        JobRuns runs = runs("a.mov", "b.mov", "c.mov", "d.mov", "e.mov");
        CompletableFuture<List<TranscodeResult>> all = CompletableFuture.supplyAsync(runs::all);
        await().atMost(SOON).until(() -> gateway.requests.size() == 3);

        runs.stop();

        List<TranscodeResult> results = all.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(results).extracting(TranscodeResult::exitCode).hasSize(5).containsOnly(ExitCode.INTERRUPTED);
        assertThat(results).extracting(TranscodeResult::state).containsOnly("CANCELLED");
        assertThat(gateway.requests)
                .filteredOn("POST /api/v1/jobs/j1/cancel"::equals)
                .hasSize(3);
    }

    @Test
    void what_was_stopped_before_it_began_does_not_begin() throws IOException {
        JobRuns runs = runs("a.mov", "b.mov");
        runs.stop();
        assertThat(runs.all()).extracting(TranscodeResult::code).containsExactly("CANCELLED", "CANCELLED");
        assertThat(gateway.requests).isEmpty();
    }

    private JobRuns runs(String... names) throws IOException {
        List<Input> inputs = new ArrayList<>();
        List<Destination> destinations = new ArrayList<>();
        for (String name : names) {
            Input input =
                    Input.of(Files.writeString(folder.resolve(name), "media").toString());
            inputs.add(input);
            destinations.add(Destination.of(input, null, false));
        }
        Terminal terminal = new Terminal(
                new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, 100, false);
        return new JobRuns(
                inputs,
                destinations,
                new TranscodeOptions(new JobOptions(), false),
                new GatewayClient(gateway.url(), null),
                terminal,
                Clock.systemUTC());
    }
}

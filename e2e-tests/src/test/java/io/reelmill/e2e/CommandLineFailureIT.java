package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.media.TestClips;
import io.reelmill.stack.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script is interrupted or killed while it works. Each test goes on with what the one before left in its home; who is killed
 * leaves an unfinished job and comes last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineFailureIT {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String[] SLOW = {"--preset", "veryslow", "--crf", "18"};

    @TempDir
    static Path directory;

    private static Script script;

    @BeforeAll
    static void layOut() {
        script = new Script(directory.resolve("home"), directory);
        TestClips.clip().size(1280, 720).frames(500).write(directory.resolve("clip.mp4"));
    }

    @AfterEach
    void nothingRunsOn() {
        script.run("down");
    }

    @AfterAll
    static void nothingStays() {
        script.run("down", "--purge");
    }

    @Test
    @Order(1)
    void ctrl_c_cancels_the_job_and_leaves_nothing() {
        Script.Call call = transcode();

        Signals.send(call.process().pid(), "INT");

        Script.Result result = call.end();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.json().path("code").asText()).isEqualTo("CANCELLED");
        await().atMost(SOON).until(() -> script.processes().isEmpty());
        assertThat(directory.resolve("out.mp4")).doesNotExist();
    }

    @Test
    @Order(2)
    void ctrl_c_with_a_stack_that_stays_leaves_a_cancelled_job() {
        assertThat(script.run("up").exitCode()).isZero();
        Script.Call call = transcode();

        Signals.send(call.process().pid(), "INT");

        Script.Result result = call.end();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(script.stackRuns()).isTrue();
        String job = result.json().at("/jobs/0/jobId").asText();
        Api api = new Api(script.stack().state().gatewayUrl());
        await().atMost(SOON).until(() -> api.job(job).path("state").asText(), state -> state.equals("CANCELLED"));
    }

    @Test
    @Order(3)
    void nothing_is_left_when_the_launcher_is_killed() {
        Script.Call call = transcode();

        Signals.send(call.process().pid(), "KILL");

        await().atMost(SOON).until(() -> script.processes().isEmpty());
        assertThat(Files.exists(directory.resolve("out.mp4"))).isFalse();
    }

    /** A call whose job encodes. */
    private Script.Call transcode() {
        String[] arguments = {"transcode", "--json", SLOW[0], SLOW[1], SLOW[2], SLOW[3], "clip.mp4", "-o", "out.mp4"};
        Script.Call call = script.start(arguments);
        await().atMost(START).ignoreExceptions().until(() -> call.process().isAlive() && encodes());
        return call;
    }

    private boolean encodes() {
        return new Api(script.stack().state().gatewayUrl()).workers().toString().contains("\"taskId\":\"chunk-");
    }
}

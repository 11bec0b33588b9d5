package io.reelmill.e2e;

import static io.reelmill.e2e.ConfinedWorkers.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.TerminationMessage;
import io.reelmill.media.TestClips;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three classes of workers, as a cluster has them, in real memory cgroups of which some are too small for the work: the kernel
 * kills ffmpeg in the smallest class, or the whole worker; the guard is faster in the next; the largest holds it.
 */
class OomClassesFailureIT {

    private static final String SMALL = "transcode-1";
    private static final String STANDARD = "transcode-2";
    private static final String QUEUES = "REELMILL_WORKER_QUEUES";
    private static final Duration DEATH = Duration.ofMinutes(1);

    /** An encode of 1080p by the medium preset takes 400 MiB. */
    private static final String QUERY = "preset=medium&crf=20&chunkSeconds=4";

    @TempDir
    static Path directory;

    private static ConfinedWorkers workers;
    private static Path clip;

    @BeforeAll
    static void start() throws Exception {
        workers = new ConfinedWorkers(
                directory,
                Map.of(
                        "REELMILL_RETRY_FIRST_REST", "200ms",
                        "REELMILL_CHUNKER_CHUNKS_PARALLEL", "1",
                        "REELMILL_OOM_CLASSES", "SMALL,STANDARD,LARGE",
                        "REELMILL_MEMORY_SMALL", "768M",
                        "REELMILL_MEMORY_STANDARD", "2G",
                        "REELMILL_MEMORY_LARGE", "4G"),
                List.of(
                        // Its guard never acts.
                        Map.of(QUEUES, "SMALL", "REELMILL_WORKER_SLOTS", "2", "REELMILL_WORKER_GUARD_END", "1.0"),
                        // That of a busy machine acts early.
                        Map.of(
                                QUEUES,
                                "STANDARD",
                                "REELMILL_WORKER_GUARD_WARN",
                                "0.75",
                                "REELMILL_WORKER_GUARD_END",
                                "0.85"),
                        Map.of(QUEUES, "LARGE")));
        clip = TestClips.clip().size(1920, 1080).write(directory.resolve("clip.mp4"));
        Path little = TestClips.clip().write(directory.resolve("little.mp4"));
        workers.exact(workers.submit(little, "preset=ultrafast"), 100);
    }

    @AfterAll
    static void stop() {
        if (workers != null) {
            workers.close();
        }
    }

    @Test
    void a_chunk_whose_ffmpeg_is_killed_by_the_kernel_or_the_guard_is_done_by_a_larger_class() throws Exception {
        workers.leave(SMALL, 330 * MIB);
        workers.leave(STANDARD, 330 * MIB);
        long worker = workers.rig().pid(SMALL);
        long before = workers.kills(SMALL);

        List<JsonNode> attempts = workers.exact(workers.submit(clip, QUERY), 100);

        assertThat(attempts)
                .extracting(Jobs::told)
                .containsExactly("SMALL OOM_KERNEL", "STANDARD OOM_GUARD", "LARGE SUCCEEDED");
        assertThat(attempts.get(0).path("detail").asText()).startsWith("the kernel killed ffmpeg for memory: it had ");
        assertThat(attempts.get(2).path("peakBytes").asLong()).isGreaterThan(350 * MIB);
        assertThat(workers.kills(SMALL)).isEqualTo(before + 1);
        assertThat(workers.kills(STANDARD)).isZero();
        assertThat(workers.rig().pid(SMALL)).as("the worker survives").isEqualTo(worker);
    }

    @Test
    void where_the_whole_worker_is_killed_the_culprit_climbs_and_its_neighbor_runs_again() throws Exception {
        Path lengthy = TestClips.clip().frames(1000).write(directory.resolve("lengthy.mp4"));
        workers.sacrifice(SMALL);
        workers.leave(SMALL, 130 * MIB);
        workers.leave(STANDARD, 2048 * MIB);
        long worker = workers.rig().pid(SMALL);
        String incarnation = incarnation(SMALL);
        long before = workers.kills(SMALL);
        String neighbor = workers.submit(lengthy, "preset=veryslow&crf=20&chunkSeconds=40");
        workers.jobs().awaitRunning(neighbor, "chunk-");

        String culprit = workers.submit(clip, QUERY);
        await().atMost(DEATH).untilAsserted(() -> assertThat(workers.rig().pid(SMALL))
                .as(workers.jobs().evidence(culprit))
                .isNotEqualTo(worker));
        assertThat(workers.kills(SMALL)).isGreaterThan(before);
        report(SMALL, worker, incarnation);

        assertThat(workers.exact(culprit, 100))
                .extracting(Jobs::told)
                .containsExactly("SMALL OOM_POD", "STANDARD SUCCEEDED");
        assertThat(workers.exact(neighbor, 1000))
                .extracting(Jobs::told)
                .containsExactly("SMALL BYSTANDER", "SMALL SUCCEEDED");
    }

    /** The process that a worker is now, as it says itself. */
    private static String incarnation(String worker) throws IOException {
        Path said = workers.rig().home().terminationMessage(worker);
        return TerminationMessage.incarnationIn(Files.readString(said)).orElseThrow();
    }

    /** As whoever runs workers does: a supervisor, or an operator. */
    private static void report(String worker, long pid, String incarnation) throws IOException, InterruptedException {
        Termination death = new Termination(
                Termination.Reason.OOM, 137, null, "here", null, Instant.now(), worker + "/" + pid, incarnation);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(workers.rig().internalUrl() + "/internal/v1/workers/" + worker + "/terminations"))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(workers.rig().home().internalToken())
                                        .strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Messages.write(death)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}

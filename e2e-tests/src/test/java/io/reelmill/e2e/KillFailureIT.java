package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something dies in the middle; the job completes all the same, frame-exact, and repeats no more than it must. */
class KillFailureIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FRAMES = 500;
    private static final int FILM_FRAMES = 1000;

    /** Slow enough that there is a middle. */
    private static final String SLOW = "preset=slow&crf=20&chunkSeconds=5";

    /** Slower still, in many chunks. */
    private static final String VERY_SLOW = "preset=veryslow&crf=18&chunkSeconds=2";

    private static Reelmill reelmill;
    private static Jobs jobs;
    private static Path clip;
    private static Path film;

    @TempDir
    Path directory;

    @TempDir
    static Path clips;

    @BeforeAll
    static void start() {
        reelmill = Reelmill.running();
        jobs = new Jobs(reelmill.api());
        clip = TestClips.clip().size(960, 540).frames(FRAMES).audio("eng").write(clips.resolve("clip.mp4"));
        film = TestClips.clip().size(640, 360).frames(FILM_FRAMES).write(clips.resolve("film.mp4"));
    }

    @AfterEach
    void everythingRunsAgain() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> reelmill.state().processes().stream()
                .allMatch(p -> p.ready()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reelmill.scratchFiles()).isEmpty());
    }

    @Test
    void a_transcode_worker_is_killed_in_mid_chunk() {
        String id = reelmill.api().upload(clip, SLOW);
        jobs.awaitRunning(id, "chunk-");

        reelmill.kill("transcode-1");

        assertExact(id);
        List<JsonNode> repeated = jobs.attempts(id, "chunk-").stream()
                .filter(a -> "WORKER_LOST".equals(a.path("outcome").asText()))
                .toList();
        assertThat(repeated).as("only what was in flight is done again").hasSizeBetween(1, slots());
        assertThat(repeated).as("who watches the processes told why").allSatisfy(a -> assertThat(
                        a.path("detail").asText())
                .startsWith("worker transcode-1")
                .endsWith("ended with exit code 137"));
    }

    @Test
    void the_merge_service_is_killed_in_mid_merge() {
        String id = reelmill.api().upload(clip, "preset=ultrafast&crf=5&chunkSeconds=5");
        jobs.awaitRunning(id, "merge");

        reelmill.kill("merge-1");

        assertExact(id);
        assertThat(jobs.attempts(id, "merge"))
                .extracting(a -> a.path("outcome").asText())
                .containsExactly("WORKER_LOST", "SUCCEEDED");
    }

    @Test
    void the_gateway_is_killed_in_mid_job() {
        String id = reelmill.api().upload(clip, SLOW);
        jobs.awaitRunning(id, "chunk-");

        long killed = reelmill.kill("gateway-1");

        await().atMost(PATIENCE).ignoreExceptions().until(() -> reelmill.restarted("gateway-1", killed));
        assertExact(id);
        assertThat(jobs.attempts(id, "chunk-"))
                .as("workers do not notice")
                .allSatisfy(a -> assertThat(a.path("outcome").asText()).isEqualTo("SUCCEEDED"));
    }

    @Test
    void redis_is_emptied_in_mid_job() {
        String id = reelmill.api().upload(clip, SLOW);
        jobs.awaitRunning(id, "chunk-");

        Redis.flushAll(reelmill.process("redis").orElseThrow().address());

        assertExact(id);
        assertThat(jobs.attempts(id, "chunk-"))
                .as("nobody is mistaken for dead")
                .allSatisfy(a -> assertThat(a.path("outcome").asText()).isEqualTo("SUCCEEDED"));
    }

    @Test
    void workers_come_and_go_in_mid_job() {
        String id = reelmill.api().upload(film, "preset=slower&crf=20&chunkSeconds=5");
        jobs.awaitRunning(id, "chunk-");

        try {
            reelmill.scale(2);
        } finally {
            reelmill.scale(1);
        }
        assertThat(reelmill.api().ended(id)).as("the job is still at work").isFalse();
        assertExact(id, FILM_FRAMES);
        List<JsonNode> repeated = jobs.attempts(id, "chunk-").stream()
                .filter(a -> !"SUCCEEDED".equals(a.path("outcome").asText()))
                .toList();
        assertThat(repeated)
                .as("handed back, at no charge")
                .allSatisfy(a -> assertThat(a.path("outcome").asText()).isEqualTo("DRAINED"));
        assertThat(repeated).as("at most what was in flight each time").hasSizeLessThanOrEqualTo((1 + 2) * slots());
    }

    @Test
    void a_short_clip_overtakes_a_long_film() {
        String behind = reelmill.api().upload(film, VERY_SLOW);
        jobs.awaitRunning(behind, "chunk-");
        Path shortClip = TestClips.clip().frames(50).write(directory.resolve("short.mp4"));

        String id = reelmill.api().upload(shortClip, "profile=fast");

        JsonNode done = jobs.completed(id);
        Instant began = claims(id, "chunk-").min(Comparator.naturalOrder()).orElseThrow();
        System.out.printf(
                "a clip behind a film began after %d ms%n",
                Duration.between(Instant.parse(done.get("createdAt").asText()), began)
                        .toMillis());
        assertThat(reelmill.api().ended(behind)).as("the film is still at work").isFalse();
        Instant planned =
                Instant.parse(jobs.attempts(id, "plan").get(0).get("endedAt").asText());
        assertThat(claims(behind, "chunk-").filter(at -> at.isAfter(planned) && at.isBefore(began)))
                .as("what lay in the queue made room for the clip, but for what was claimed at that moment")
                .hasSizeLessThanOrEqualTo(slots());
        reelmill.api().cancel(behind);
        await().atMost(Duration.ofSeconds(5)).until(() -> nothingRuns(behind));
        assertThat(jobs.ended(behind).get("state").asText()).isEqualTo("CANCELLED");
    }

    private static Stream<Instant> claims(String id, String taskPrefix) {
        return jobs.attempts(id, taskPrefix).stream()
                .map(attempt -> Instant.parse(attempt.get("claimedAt").asText()));
    }

    private static boolean nothingRuns(String id) {
        for (JsonNode worker : reelmill.api().workers().get("items")) {
            for (JsonNode task : worker.path("running")) {
                if (task.path("jobId").asText().equals(id)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void assertExact(String id) {
        assertExact(id, FRAMES);
    }

    private void assertExact(String id, int frames) {
        JsonNode job = jobs.completed(id);
        Path output = jobs.output(id, job.at("/outputs/0/name").asText(), directory);
        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(frames));
    }

    private static int slots() {
        return Runtime.getRuntime().availableProcessors();
    }
}

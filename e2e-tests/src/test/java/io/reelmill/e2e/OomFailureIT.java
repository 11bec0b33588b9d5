package io.reelmill.e2e;

import static io.reelmill.e2e.ConfinedWorkers.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.media.TestClips;
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
 * One class of workers, as a stack on one machine has it, in a real memory cgroup that is too small for the work: there is no
 * larger class, so the work itself becomes smaller, and ends in order where that is not enough.
 */
class OomFailureIT {

    private static final String WORKER = "transcode-1";
    private static final Duration BOUND = Duration.ofMinutes(1);

    /** Two GOPs of 12 pictures: x265 holds all of them, whatever it is told to look ahead. */
    private static final TestClips SHORT =
            TestClips.clip().size(2560, 1440).rate(6, 1).frames(24);

    private static final String HEVC = "codec=hevc&preset=medium&chunkSeconds=4";

    @TempDir
    static Path directory;

    private static ConfinedWorkers workers;
    private static Path two;

    @BeforeAll
    static void start() throws Exception {
        workers = new ConfinedWorkers(
                directory,
                Map.of("REELMILL_RETRY_FIRST_REST", "200ms"),
                // The growth of short encodes is fast: early enough for a busy machine.
                List.of(Map.of("REELMILL_WORKER_GUARD_WARN", "0.75", "REELMILL_WORKER_GUARD_END", "0.85")));
        two = SHORT.write(directory.resolve("two.mp4"));
        Path small = TestClips.clip().write(directory.resolve("small.mp4"));
        workers.exact(workers.submit(small, "preset=ultrafast"), 100);
    }

    @AfterAll
    static void stop() {
        if (workers != null) {
            workers.close();
        }
    }

    @Test
    void where_there_is_no_larger_class_a_cheaper_command_makes_it_fit() throws Exception {
        workers.leave(WORKER, 455 * MIB);
        Path clip = TestClips.clip().size(1920, 1080).write(directory.resolve("clip.mp4"));

        List<JsonNode> attempts = workers.exact(workers.submit(clip, "preset=medium&crf=20&chunkSeconds=4"), 100);

        assertThat(attempts).extracting(Jobs::told).containsExactly("LARGE OOM_GUARD", "LARGE lean SUCCEEDED");
        assertThat(attempts.get(1).path("peakBytes").asLong())
                .isLessThan(attempts.get(0).path("limitBytes").asLong());
        assertThat(workers.kills(WORKER))
                .as("the guard is faster than the kernel")
                .isZero();
    }

    @Test
    void where_that_is_not_enough_its_halves_fit() throws Exception {
        workers.leave(WORKER, 620 * MIB);

        List<JsonNode> attempts = workers.exact(workers.submit(two, HEVC), 24);

        assertThat(attempts)
                .extracting(Jobs::told)
                .containsExactly(
                        "LARGE OOM_GUARD", "LARGE lean OOM_GUARD", "LARGE lean SUCCEEDED", "LARGE lean SUCCEEDED");
    }

    @Test
    void where_nothing_helps_the_job_fails_soon_and_says_what_would() throws Exception {
        workers.leave(WORKER, 400 * MIB);
        Instant begun = Instant.now();

        String id = workers.submit(two, HEVC);

        JsonNode job = workers.jobs().failed(id, "OUT_OF_MEMORY");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(BOUND);
        assertThat(job.at("/failure/detail").asText())
                .matches(
                        "chunk 0[ab] of \\S+ \\(frames (0–11|12–23)\\) ran out of memory 3 times, the last time \\(attempt 1\\)"
                                + " in class large where .+ was predicted and \\d+ MiB available: the memory guard ended ffmpeg:"
                                + " ffmpeg had \\d+ MiB, predicted were \\d+ MiB; its container used \\d+ of \\d+ MiB \\(\\d+ %\\);"
                                + " give those workers more memory, or ask for a smaller height or a faster preset");
        assertThat(workers.jobs().attempts(id, "chunk-"))
                .extracting(Jobs::told)
                .startsWith("LARGE OOM_GUARD", "LARGE lean OOM_GUARD", "LARGE lean OOM_GUARD");
    }
}

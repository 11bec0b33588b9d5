package io.reelmill.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs one row after the other on one system, and demands what is promised. */
final class Trial {

    private static final Duration READY = Duration.ofMinutes(3);

    /** What becomes of an attempt whose worker goes; each has one slot here. */
    private static final Set<String> LOST_WITH_WORKER = Set.of("WORKER_LOST", "DRAINED");

    private final Rig rig;
    private final Path clip;
    private final int frames;
    private final Path directory;

    Trial(Rig rig, Path clip, int frames, Path directory) {
        this.rig = rig;
        this.clip = clip;
        this.frames = frames;
        this.directory = directory;
    }

    /**
     * What was measured.
     *
     * @param sinceStrike from the fault's beginning to the moment when work went on
     * @param sinceMended from its end to the same moment; zero when work went on before
     * @param total how long the job took
     * @param repeated attempts that did not succeed
     */
    record Measured(Duration sinceStrike, Duration sinceMended, Duration total, List<String> repeated) {}

    void awaitReady() {
        await().atMost(READY).failFast(() -> false).untilAsserted(() -> assertThat(rig.unready())
                .isEmpty());
    }

    Measured run(Matrix.Row row) throws Exception {
        awaitReady();
        Scene scene = new Scene(rig, clip);
        Instant begun = Instant.now();
        Instant struck;
        try {
            row.stage().reach(scene);
            struck = Instant.now();
            row.fault().harm().happen(scene, row.stage());
        } finally {
            rig.links().heal();
        }
        Instant mended = Instant.now();
        scene.finishUpload();
        requireExact(scene);
        requireOnce(scene, row.fault());
        Measured measured = measure(scene, begun, struck, mended);
        assertThat(measured.sinceMended())
                .as("time to recovery\n%s", scene.jobs().evidence(scene.id()))
                .isLessThanOrEqualTo(row.fault().budget());
        return measured;
    }

    private void requireExact(Scene scene) throws IOException {
        JsonNode job = scene.jobs().completed(scene.id());
        Path output = scene.jobs().output(scene.id(), job.at("/outputs/0/name").asText(), directory);
        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(frames));
        Files.delete(output);
    }

    /** One attempt of each task counts; the others have an excuse, which no more than one task that a worker held has. */
    private void requireOnce(Scene scene, Fault fault) {
        List<String> lost = new ArrayList<>();
        for (JsonNode task : scene.tasks()) {
            List<String> outcomes = new ArrayList<>();
            task.get("attempts").forEach(a -> outcomes.add(a.path("outcome").asText()));
            assertThat(outcomes).as(task.toPrettyString()).endsWith("SUCCEEDED");
            outcomes.remove(outcomes.size() - 1);
            outcomes.replaceAll(outcome -> outcome.equals("SUCCEEDED") ? "SUCCEEDED AGAIN" : outcome);
            outcomes.stream().filter(LOST_WITH_WORKER::contains).forEach(lost::add);
            outcomes.removeAll(fault.excused());
            assertThat(outcomes).as(task.toPrettyString()).isEmpty();
        }
        assertThat(lost).as(scene.tasks().toPrettyString()).hasSizeLessThanOrEqualTo(1);
    }

    private Measured measure(Scene scene, Instant begun, Instant struck, Instant mended) {
        Instant wentOn = Instant.MIN;
        Instant first = ended(scene);
        List<String> repeated = new ArrayList<>();
        for (JsonNode task : scene.tasks()) {
            boolean interrupted = false;
            for (JsonNode attempt : task.get("attempts")) {
                Instant claimed = Instant.parse(attempt.get("claimedAt").asText());
                Instant ended = Instant.parse(attempt.get("endedAt").asText());
                if (interrupted && claimed.isAfter(wentOn)) {
                    wentOn = claimed;
                }
                first = earliest(first, mended, claimed, ended);
                interrupted = !attempt.get("outcome").asText().equals("SUCCEEDED");
                if (interrupted) {
                    repeated.add(task.get("id").asText() + " "
                            + attempt.get("outcome").asText());
                }
            }
        }
        Instant recovered = repeated.isEmpty() ? first : wentOn;
        return new Measured(
                positive(struck, recovered),
                positive(mended, recovered),
                Duration.between(begun, ended(scene)),
                repeated);
    }

    private static Instant ended(Scene scene) {
        return Instant.parse(scene.jobs().ended(scene.id()).get("finishedAt").asText());
    }

    private static Instant earliest(Instant first, Instant after, Instant... some) {
        Instant earliest = first;
        for (Instant one : some) {
            if (one.isAfter(after) && one.isBefore(earliest)) {
                earliest = one;
            }
        }
        return earliest;
    }

    private static Duration positive(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}

package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that have done their share after every task: each ends by itself and is started anew, and no job notices. */
class RecycleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WORKER = "transcode-1";
    private static final int FRAMES = 150;

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(
                directory.resolve("stack"),
                Path.of("").toAbsolutePath().getParent(),
                new Rig.Size(1, 1),
                Map.of("REELMILL_WORKER_RECYCLE_TASKS", "1", "REELMILL_WORKER_RECYCLE_MIN_UPTIME", "1s"));
        rig.start(Set.of());
        await().atMost(PATIENCE).until(rig::ready);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void a_worker_that_has_done_its_share_ends_and_is_started_anew_at_no_cost() throws Exception {
        Path clip = TestClips.clip().frames(FRAMES).write(directory.resolve("clip.mp4"));
        Api api = new Api(rig.gatewayUrl());
        Jobs jobs = new Jobs(api);
        Set<Long> processes = new HashSet<>();

        String id = api.upload(clip, "preset=ultrafast&chunkSeconds=2");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            processes.add(rig.pid(WORKER));
            return api.ended(id);
        });

        JsonNode job = jobs.completed(id);
        Path output = jobs.output(id, job.at("/outputs/0/name").asText(), directory);
        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(FRAMES));
        assertThat(jobs.attempts(id, ""))
                .as("nothing is done twice")
                .hasSize(1 + 3 + 1)
                .allSatisfy(
                        attempt -> assertThat(attempt.path("outcome").asText()).isEqualTo("SUCCEEDED"));
        // It looks twice a second whether it has done its share: the job may have ended before.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            processes.add(rig.pid(WORKER));
            return processes.size() >= 2;
        });
    }
}

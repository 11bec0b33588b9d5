package io.reelmill.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.Api;
import io.reelmill.e2e.Jobs;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.server.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The most telling cells of the matrix that {@code bench/kill-matrix} runs as a whole. Begins without any server, which is a
 * case of its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MatrixFailureIT {

    private static final int WORKERS = 2;
    private static final long ALONE_SECONDS = 8;

    @TempDir
    static Path directory;

    private static Rig rig;
    private static Trial trial;

    @BeforeAll
    static void start() {
        Path clip = Clip.write(directory.resolve("clip.mp4"));
        rig = new Rig(directory.resolve("stack"), Path.of("").toAbsolutePath().getParent(), WORKERS, 1, Map.of());
        trial = new Trial(rig, clip, Clip.FRAMES, directory);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    @Order(1)
    void services_wait_for_servers_that_are_absent() throws Exception {
        rig.start(EnumSet.allOf(Server.class));
        TimeUnit.SECONDS.sleep(ALONE_SECONDS);
        Map<String, Long> waiting = pids();

        for (Server server : Server.values()) {
            rig.start(server);
        }

        trial.awaitReady();
        assertThat(pids()).as("nobody gave up").isEqualTo(waiting);
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Order(2)
    void the_job_completes_all_the_same(Matrix.Row row) throws Exception {
        System.out.println(row + ": " + trial.run(row));
    }

    /** The broker gives its record to the idle worker at once; silence alone would tell after fifteen seconds. */
    @Test
    @Order(3)
    void where_a_slot_is_free_a_dead_worker_is_noticed_by_its_record() {
        trial.awaitReady();
        Api api = new Api(rig.gatewayUrl());
        Jobs jobs = new Jobs(api);
        String id = api.upload(directory.resolve("clip.mp4"), "codec=h264&preset=slow&crf=20&chunkSeconds=60");
        jobs.awaitRunning(id, "chunk-");
        String worker = jobs.attempts(id, "chunk-").get(0).path("worker").asText();

        Instant killed = Instant.now();
        rig.signal(worker, "KILL");

        jobs.completed(id);
        List<JsonNode> attempts = jobs.attempts(id, "chunk-");
        assertThat(attempts)
                .as(jobs.evidence(id))
                .extracting(attempt -> attempt.path("outcome").asText())
                .containsExactly("WORKER_LOST", "SUCCEEDED");
        assertThat(attempts.get(0).path("detail").asText()).contains("came back");
        Instant noticed = Instant.parse(attempts.get(0).path("endedAt").asText());
        Instant next = Instant.parse(attempts.get(1).path("claimedAt").asText());
        System.out.printf(
                "noticed after %d ms, the next attempt ran after %d ms%n",
                Duration.between(killed, noticed).toMillis(),
                Duration.between(killed, next).toMillis());
    }

    static List<Matrix.Row> rows() {
        return Matrix.selected();
    }

    private static Map<String, Long> pids() {
        return rig.services().stream().collect(Collectors.toMap(name -> name, rig::pid));
    }
}

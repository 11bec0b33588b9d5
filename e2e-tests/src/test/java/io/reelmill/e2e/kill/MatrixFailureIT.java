package io.reelmill.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.server.Server;
import java.nio.file.Path;
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

    private static final Rig.Size SIZE = new Rig.Size(2, 2, 1);
    private static final long ALONE_SECONDS = 8;

    @TempDir
    static Path directory;

    private static Rig rig;
    private static Trial trial;

    @BeforeAll
    static void start() {
        Path clip = Clip.write(directory.resolve("clip.mp4"));
        rig = new Rig(directory.resolve("stack"), Path.of("").toAbsolutePath().getParent(), SIZE, Map.of());
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

    static List<Matrix.Row> rows() {
        return Matrix.selected();
    }

    private static Map<String, Long> pids() {
        return rig.services().stream().collect(Collectors.toMap(name -> name, rig::pid));
    }
}

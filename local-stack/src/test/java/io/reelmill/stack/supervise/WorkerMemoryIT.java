package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reelmill.common.message.Termination;
import io.reelmill.stack.memory.MemoryGroups;
import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real worker process in a real cgroup, where the machine lets this user make any. */
class WorkerMemoryIT {

    private static final MemoryShares SHARES = new MemoryShares(1L << 30, 1);

    private final int port = new FreePorts(new Random()).next(0);
    private final ServiceInstance instance = new ServiceInstance(ServiceKind.TRANSCODE, 1, port);

    @TempDir
    Path directory;

    private WorkerMemory memory;
    private ChildProcess worker;

    @BeforeEach
    void start() {
        memory = new WorkerMemory(MemoryGroups.open(directory.resolve("groups")), SHARES, Clock.systemUTC());
        memory.problem().ifPresent(why -> System.out.println("skipped: " + why));
        assumeTrue(memory.problem().isEmpty());
        worker = ChildProcess.start(memory.hold(instance, service()));
        await().atMost(Duration.ofSeconds(60)).until(() -> Health.ready(port));
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.stop();
        }
        memory.close();
    }

    @Test
    void who_outgrows_its_share_is_killed_and_that_is_known() throws Exception {
        assertThat(memory.limit(instance)).isEqualTo(SHARES.share(ServiceKind.TRANSCODE));

        TestingService.growUntilKilled(Health.address(port));

        int exitCode = worker.exit().get();
        Termination seen = memory.death(instance, worker, exitCode, null)
                .termination("node")
                .orElseThrow();
        assertThat(exitCode).isEqualTo(137);
        assertThat(seen.reason()).isEqualTo(Termination.Reason.OOM);
        assertThat(seen.limitBytes()).isEqualTo(SHARES.share(ServiceKind.TRANSCODE));
    }

    @Test
    void who_is_killed_otherwise_did_not_die_of_memory() throws Exception {
        worker.kill();

        Termination seen = memory.death(instance, worker, worker.exit().get(), null)
                .termination("node")
                .orElseThrow();
        assertThat(seen.reason()).isEqualTo(Termination.Reason.OTHER);
    }

    @Test
    void the_worker_and_what_it_starts_are_inside_and_nothing_is_left() throws Exception {
        Path group = Path.of(Files.readString(directory.resolve("groups"))).resolve("transcode-1");

        assertThat(Files.readAllLines(group.resolve("cgroup.procs")))
                .contains(String.valueOf(worker.pid()))
                .hasSizeGreaterThan(1);

        worker.stop();
        memory.close();
        assertThat(group.getParent()).doesNotExist();
    }

    private ProcessSpec service() {
        return new ProcessSpec(
                "transcode-1",
                JavaCommand.withHeap(64).main(System.getProperty("java.class.path"), TestingService.class.getName()),
                Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(port)),
                directory,
                directory.resolve("log"),
                "TERM",
                Duration.ofSeconds(10));
    }
}

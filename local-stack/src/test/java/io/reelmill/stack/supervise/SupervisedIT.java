package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedIT {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Integer> deaths = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private volatile String share = "whole";
    private final Supervised worker = new Supervised(
            "transcode-1",
            "a",
            this::spec,
            () -> true,
            timer,
            (process, exitCode) -> deaths.add(exitCode),
            () -> share.equals("whole") ? 100 : 50);

    @AfterEach
    void stop() {
        worker.stop();
        timer.shutdownNow();
    }

    @Test
    void who_is_renewed_runs_as_it_is_to_be_now_and_did_not_die() {
        worker.start();
        long first = worker.state().pid();

        share = "half";
        worker.renew();

        assertThat(worker.check()).isTrue();
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(commandLine()).contains("half");
        assertThat(worker.state().restarts()).isZero();
        assertThat(worker.state().memoryLimitBytes()).isEqualTo(50);
        assertThat(deaths).isEmpty();
    }

    @Test
    void a_kill_after_that_is_a_death() {
        worker.start();
        worker.renew();
        long second = worker.state().pid();

        Signals.send(second, "KILL");

        await().until(() -> worker.state().pid() > 0 && worker.state().pid() != second);
        assertThat(deaths).containsExactly(137);
        assertThat(worker.state().restarts()).isEqualTo(1);
    }

    @Test
    void one_that_waits_for_its_restart_is_started_once() throws InterruptedException {
        worker.start();
        Signals.send(worker.state().pid(), "KILL");
        await().until(() -> worker.state().restarts() == 1);

        worker.renew();
        long pid = worker.state().pid();

        timer.shutdown();
        assertThat(timer.awaitTermination(5, TimeUnit.SECONDS))
                .as("the restart had its turn")
                .isTrue();
        assertThat(worker.state().pid()).isEqualTo(pid);
        assertThat(ProcessHandle.current().descendants().filter(this::isWorker)).hasSize(1);
    }

    @Test
    void one_that_was_stopped_is_not_renewed() {
        worker.start();
        worker.stop();

        worker.renew();

        assertThat(worker.state().pid()).isZero();
    }

    private ProcessSpec spec() {
        return new ProcessSpec(
                "transcode-1",
                List.of("/bin/sh", "-c", "sleep 600; : " + share + directory),
                Map.of(),
                directory,
                directory.resolve("log"),
                "TERM",
                Duration.ofSeconds(10));
    }

    private String commandLine() {
        return ProcessHandle.of(worker.state().pid())
                .flatMap(process -> process.info().arguments())
                .map(arguments -> String.join(" ", arguments))
                .orElse("");
    }

    private boolean isWorker(ProcessHandle process) {
        String line = process.info()
                .arguments()
                .map(arguments -> String.join(" ", arguments))
                .orElse("");
        return line.contains(directory.toString()) && !line.contains("tether");
    }
}

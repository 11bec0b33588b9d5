package io.reelmill.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

    @TempDir
    Path directory;

    @Test
    void the_program_has_the_process_id_that_is_told_and_its_exit_code() throws IOException {
        ChildProcess child = ChildProcess.start(sh("echo $$ >pid; exit 7"));

        assertThat(child.exit().join()).isEqualTo(7);
        assertThat(Files.readString(directory.resolve("pid")).trim()).isEqualTo(String.valueOf(child.pid()));
    }

    @Test
    void stopping_sends_the_stop_signal_first() {
        ChildProcess child = ChildProcess.start(
                sh("trap 'echo asked >asked; exit 0' TERM; echo up >up; while :; do sleep 0.05; done"));
        awaitFile("up");

        child.stop();

        assertThat(child.exit().join()).isZero();
        assertThat(directory.resolve("asked")).exists();
    }

    @Test
    void who_does_not_listen_is_killed_after_the_grace() {
        ChildProcess child = ChildProcess.start(sh("trap '' TERM; echo up >up; while :; do sleep 0.05; done"));
        awaitFile("up");

        child.stop();

        assertThat(child.exit().join()).isEqualTo(128 + 9);
    }

    @Test
    void what_a_killed_program_started_is_killed_with_it() throws IOException {
        ChildProcess child = ChildProcess.start(
                sh("sleep 300 & echo $! >grandchild.partial; mv grandchild.partial grandchild; wait"));
        awaitFile("grandchild");
        long grandchild =
                Long.parseLong(Files.readString(directory.resolve("grandchild")).trim());

        child.kill();

        await().atMost(Duration.ofSeconds(10)).until(() -> hasEnded(grandchild));
    }

    @Test
    void nothing_is_left_when_the_parent_is_killed() throws IOException {
        Process parent = TestingParent.start(directory);
        awaitFile("pids");
        List<Long> pids = Files.readAllLines(directory.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSize(2).noneMatch(ChildProcessIT::hasEnded);

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(() -> pids.stream().allMatch(ChildProcessIT::hasEnded));
    }

    private ProcessSpec sh(String script) {
        return spec(directory, script);
    }

    static ProcessSpec spec(Path directory, String script) {
        return new ProcessSpec(
                "sh",
                List.of("/bin/sh", "-c", script),
                Map.of(),
                directory,
                directory.resolve("log"),
                "TERM",
                Duration.ofSeconds(1));
    }

    private void awaitFile(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(directory.resolve(name)));
    }

    private static boolean hasEnded(long pid) {
        return ProcessHandle.of(pid).map(handle -> !handle.isAlive()).orElse(true);
    }
}

package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reelmill.stack.process.Parallel;
import io.reelmill.stack.process.Signals;
import io.reelmill.stack.supervise.StackLauncher.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path shared;

    private final StackHome home = new StackHome(shared.resolve("home"));
    private final Path services = shared.resolve("services");

    @BeforeEach
    void installServices() throws IOException {
        TestingService.install(services);
    }

    @AfterEach
    void down() {
        StackClient.find(home).ifPresent(client -> client.down(60));
    }

    @Test
    void a_started_stack_is_ready_whole_and_its_state_is_for_the_owner_only() throws Exception {
        Started started = start(2);

        StackState state = started.client().state();
        assertThat(state.phase()).isEqualTo(StackState.Phase.READY);
        assertThat(state.processes())
                .extracting(ProcessState::name)
                .containsExactly(
                        "kafka",
                        "redis",
                        "postgres",
                        "s3",
                        "gateway-1",
                        "chunker-1",
                        "merge-1",
                        "transcode-1",
                        "transcode-2");
        assertThat(state.processes()).allMatch(ProcessState::ready).allMatch(process -> process.pid() > 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.state())))
                .isEqualTo("rw-------");
        started.lease().close();
    }

    @Test
    void a_second_start_reuses_the_stack_which_lasts_as_long_as_anybody_needs_it() throws Exception {
        Started first = start(1);
        long daemon = first.client().state().pid();

        Started second = start(1);
        assertThat(second.reused()).isTrue();
        assertThat(second.client().state().pid()).isEqualTo(daemon);

        assertThat(first.lease().release()).as("it stays for the second").isFalse();
        assertThat(second.client().state().phase()).isEqualTo(StackState.Phase.READY);

        assertThat(second.lease().release()).as("it ends").isTrue();
        await().atMost(SOON).until(() -> hasEnded(daemon));
        assertThat(home.state()).doesNotExist();
    }

    @Test
    void a_kept_stack_stays_until_it_is_told_to_end() throws Exception {
        Started started = start(1);
        started.client().keep();
        assertThat(started.lease().release()).isFalse();
        List<Long> pids = everything(started.client().state());

        assertThat(StackClient.find(home)).isPresent();
        assertThat(started.client().down(60)).isTrue();

        await().atMost(SOON).until(() -> pids.stream().allMatch(StackIT::hasEnded));
        assertThat(StackClient.find(home)).isEmpty();
    }

    @Test
    void who_comes_while_the_stack_ends_waits_and_starts_anew() throws Exception {
        Started first = start(1);
        long ending = first.client().state().pid();

        assertThat(first.lease().release()).isTrue();
        Started second = start(1);

        assertThat(hasEnded(ending)).isTrue();
        assertThat(second.reused()).isFalse();
        assertThat(second.client().state().pid()).isNotEqualTo(ending);
        second.lease().close();
    }

    @Test
    void of_several_that_start_at_the_same_time_one_does_and_the_others_join() throws Exception {
        List<Started> all = Collections.synchronizedList(new ArrayList<>());

        Parallel.forEach(List.of(1, 2, 3), number -> all.add(start(1)));

        assertThat(all).extracting(Started::reused).containsExactlyInAnyOrder(false, true, true);
        assertThat(all)
                .extracting(started -> started.client().state().pid())
                .containsOnly(all.get(0).client().state().pid());
        assertThat(all.stream().map(Started::lease).map(Lease::release)).containsExactly(false, false, true);
    }

    @Test
    void a_process_that_is_killed_comes_back() throws Exception {
        Started started = start(1);
        long before = process(started, "merge-1").pid();

        Signals.send(before, "KILL");

        await().atMost(SOON).until(() -> process(started, "merge-1"), merge -> merge.ready() && merge.pid() != before);
        assertThat(process(started, "merge-1").restarts()).isEqualTo(1);
        started.lease().close();
    }

    @Test
    void the_gateway_hears_of_a_worker_that_was_killed_even_if_it_was_away_itself() throws Exception {
        Started started = start(1);
        ProcessState worker = process(started, "transcode-1");
        Path requests = home.scratch().resolve("gateway-1").resolve("internal-requests");

        Signals.send(process(started, "gateway-1").pid(), "KILL");
        Signals.send(worker.pid(), "KILL");

        String process = "/%d\"".formatted(worker.pid());
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> Files.readString(requests), heard -> heard.contains(process));
        assertThat(Files.readAllLines(requests))
                .filteredOn(line -> line.contains(process))
                .singleElement()
                .asString()
                .startsWith("/internal/v1/workers/transcode-1/terminations Bearer "
                        + Files.readString(home.internalToken()).strip())
                .contains(
                        "\"reason\":\"OTHER\"",
                        "\"exitCode\":137",
                        "\"incarnation\":\"process-%d\"".formatted(worker.pid()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.internalToken())))
                .isEqualTo("rw-------");
        started.lease().close();
    }

    @Test
    void scaling_adds_and_removes_workers_divides_the_memory_anew_and_touches_no_other() throws Exception {
        Started started = start(1);
        long gateway = process(started, "gateway-1").pid();
        long whole = memory("transcode-1");

        started.client().scale(3);
        assertThat(started.client().state().readyCount())
                .as("ready when it returns")
                .isEqualTo(10);
        long third = process(started, "transcode-3").pid();
        assertThat(Files.readString(home.scratch().resolve("transcode-3").resolve("environment")))
                .contains("REELMILL_WORKER_ID=transcode-3");

        assertThat(memory("transcode-1")).isEqualTo(memory("transcode-3")).isLessThan(whole / 2);

        started.client().scale(1);
        assertThat(hasEnded(third)).isTrue();
        assertThat(memory("transcode-1")).isEqualTo(whole);
        assertThat(process(started, "gateway-1").pid()).isEqualTo(gateway);
        assertThat(started.client().state().processes())
                .extracting(ProcessState::restarts)
                .containsOnly(0);
        assertThatThrownBy(() -> started.client().scale(10_000)).hasMessageContaining("REELMILL_MEMORY");
        assertThatThrownBy(() -> started.client().scale(0)).hasMessageContaining("at least one worker");
        started.lease().close();
    }

    @Test
    void scalings_at_the_same_time_are_done_one_after_the_other() throws Exception {
        Started started = start(2);

        Parallel.forEach(List.of(1, 3, 1, 3, 2), workers -> started.client().scale(workers));

        StackState state = started.client().state();
        assertThat(state.readyCount()).isEqualTo(7 + state.workers());
        assertThat(state.processes()).extracting(ProcessState::restarts).containsOnly(0);
        started.lease().close();
    }

    @Test
    void workers_are_held_to_their_shares_and_a_kill_for_memory_is_told_as_such() throws Exception {
        StackOptions options = new StackOptions(services, 1, 1).withMemory(1L << 30);
        Started started = new StackLauncher(home).start(options, state -> {});
        StackState state = started.client().state();
        assumeTrue(state.memoryProblem() == null, () -> "skipped: " + state.memoryProblem());
        Path groups = Path.of(Files.readString(home.memoryGroups()));
        ProcessState worker = process(started, "transcode-1");
        Path group = groups.resolve("transcode-1");
        Path requests = home.scratch().resolve("gateway-1").resolve("internal-requests");
        assertThat(worker.memoryLimitBytes()).isPositive();
        assertThat(process(started, "gateway-1").memoryLimitBytes()).isZero();
        assertThat(Files.readAllLines(group.resolve("cgroup.procs")))
                .contains(String.valueOf(worker.pid()))
                .hasSizeGreaterThan(1);

        TestingService.growUntilKilled(worker.address());

        String process = "/%d\"".formatted(worker.pid());
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> Files.readString(requests), heard -> heard.contains(process));
        assertThat(Files.readAllLines(requests))
                .filteredOn(line -> line.contains(process))
                .singleElement()
                .asString()
                .contains("\"reason\":\"OOM\"", "\"exitCode\":137", "\"limitBytes\":" + worker.memoryLimitBytes());
        await().atMost(SOON).until(() -> process(started, "transcode-1").ready());
        started.lease().close();
        await().atMost(SOON).until(() -> !Files.exists(groups));
    }

    @Test
    void nothing_is_left_when_the_daemon_is_killed_and_the_next_stack_starts() throws Exception {
        Started started = start(1);
        StackState state = started.client().state();
        List<Long> pids = everything(state);
        assertThat(pids).hasSizeGreaterThan(12);

        Signals.send(state.pid(), "KILL");

        await().atMost(SOON).until(() -> pids.stream().allMatch(StackIT::hasEnded));
        start(1).lease().close();
    }

    @Test
    void nothing_is_left_when_the_launcher_is_killed() throws Exception {
        Path ready = shared.resolve("ready");
        Process launcher = TestingLauncher.start(home.root(), services, ready);
        await().atMost(SOON).until(() -> Files.exists(ready));
        List<Long> pids = everything(StackClient.find(home).orElseThrow().state());

        launcher.destroyForcibly();

        await().atMost(SOON).until(() -> pids.stream().allMatch(StackIT::hasEnded));
    }

    @Test
    void a_service_that_cannot_start_fails_the_stack_with_its_log() throws IOException {
        Files.writeString(ServiceSpecs.jar(services, ServiceKind.CHUNKER), "not a jar");

        assertThatThrownBy(() -> start(1))
                .hasMessageContaining("chunker-1 died 5 times")
                .hasMessageContaining("Invalid or corrupt jarfile");
    }

    private long memory(String worker) throws IOException {
        String environment = Files.readString(home.scratch().resolve(worker).resolve("environment"));
        Matcher bytes = Pattern.compile("REELMILL_WORKER_MEMORY=(\\d+)").matcher(environment);
        assertThat(bytes.find()).isTrue();
        return Long.parseLong(bytes.group(1));
    }

    private Started start(int workers) {
        return new StackLauncher(home).start(new StackOptions(services, workers, 1), state -> {});
    }

    private static ProcessState process(Started started, String name) {
        return started.client().state().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The daemon, its processes and what these have started. */
    private static List<Long> everything(StackState state) {
        return ProcessHandle.of(state.pid())
                .map(daemon -> Stream.concat(Stream.of(daemon), daemon.descendants()))
                .orElse(Stream.empty())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean hasEnded(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isEmpty() || !process.get().isAlive();
    }
}

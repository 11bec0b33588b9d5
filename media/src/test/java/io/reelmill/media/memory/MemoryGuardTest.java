package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.memory.MemoryUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard over processes whose memory is that of this JVM, in a container made of files. */
class MemoryGuardTest {

    private static final long SELF = ProcessHandle.current().pid();
    private static final ProcessEnd KILLED = new ProcessEnd(137, false, false, 0);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long MANY = 1L << 50;

    @TempDir
    Path container;

    private final AtomicInteger kills = new AtomicInteger();
    private MemoryGuard guard;

    @BeforeEach
    void container() throws Exception {
        uses(100);
        Files.writeString(container.resolve("memory.max"), "1000\n");
        oomKills(0);
        guard = guard(0);
    }

    private MemoryGuard guard(long roomBytes) {
        return new MemoryGuard(
                roomBytes,
                GuardThresholds.DEFAULT,
                Duration.ofDays(1),
                new Cgroups(List.of(new Cgroup(container, CgroupLayout.V2))));
    }

    @Test
    void peak_average_and_limit_are_told() throws Exception {
        MemoryWatch watch = guard.watch(MANY);
        WatchedChild child = watch.enter(() -> SELF, kills::incrementAndGet);
        guard.look(SECOND);

        MemoryUse running = watch.use();
        child.ended(new ProcessEnd(0, false, false, 0));
        MemoryUse after = watch.use();

        assertThat(running.bytes()).isPositive();
        assertThat(running.averageBytes()).isPositive().isLessThanOrEqualTo(running.peakBytes());
        assertThat(running.limitBytes()).isGreaterThan(900);
        assertThat(running.warning()).isNull();
        assertThat(after.bytes()).isZero();
        assertThat(after.peakBytes()).isPositive();
        assertThat(kills).hasValue(0);
    }

    @Test
    void a_full_container_ends_the_task_above_its_prediction_and_no_other() throws Exception {
        AtomicInteger neighborsKills = new AtomicInteger();
        MemoryWatch neighbor = guard.watch(MANY);
        MemoryWatch culprit = guard.watch(1);
        WatchedChild honest;
        WatchedChild greedy;
        // The guard's own thread sees both or none.
        synchronized (guard) {
            honest = neighbor.enter(() -> SELF, neighborsKills::incrementAndGet);
            greedy = culprit.enter(() -> SELF, kills::incrementAndGet);
        }
        uses(960);

        guard.look(SECOND);
        guard.look(SECOND);

        assertThat(kills.get()).isPositive();
        assertThat(neighborsKills).hasValue(0);
        assertThat(greedy.ended(KILLED)).hasValueSatisfying(death -> {
            assertThat(death.outcome()).isEqualTo(Outcome.OOM_GUARD);
            assertThat(death.evidence()).contains("its container used", "(96 %)");
        });
        assertThat(honest.ended(new ProcessEnd(0, false, false, 0))).isEmpty();
    }

    @Test
    void a_nearly_full_one_is_a_warning() throws Exception {
        MemoryWatch watch = guard.watch(1);
        watch.enter(() -> SELF, kills::incrementAndGet);
        uses(860);

        guard.look(SECOND);

        assertThat(watch.use().warning()).contains("(86 %)");
        assertThat(kills).hasValue(0);
    }

    @Test
    void tasks_that_use_more_than_the_worker_has_for_them_end_wherever_they_run() {
        guard = guard(1);
        MemoryWatch watch = guard.watch(0);
        WatchedChild child = watch.enter(() -> SELF, kills::incrementAndGet);

        guard.look(SECOND);

        assertThat(kills.get()).isPositive();
        assertThat(child.ended(KILLED))
                .hasValueSatisfying(death -> assertThat(death.evidence()).contains("the worker's tasks used"));
    }

    @Test
    void a_process_whose_id_was_not_known_yet_is_ended_when_it_is() throws Exception {
        MemoryWatch watch = guard.watch(1);
        watch.enter(() -> SELF, () -> {});
        uses(990);
        guard.look(SECOND);
        watch.enter(() -> 0, kills::incrementAndGet);

        guard.look(SECOND);

        assertThat(kills.get()).isPositive();
    }

    @Test
    void signal_nine_is_the_kernels_where_its_counter_moved() throws Exception {
        WatchedChild child = guard.watch(7 << 20).enter(() -> SELF, kills::incrementAndGet);
        oomKills(1);

        assertThat(child.ended(KILLED)).hasValueSatisfying(death -> {
            assertThat(death.outcome()).isEqualTo(Outcome.OOM_KERNEL);
            assertThat(death.evidence()).contains("predicted were 7 MiB");
        });
    }

    @Test
    void signal_nine_alone_explains_nothing() {
        WatchedChild child = guard.watch(1).enter(() -> SELF, kills::incrementAndGet);

        assertThat(child.ended(KILLED))
                .hasValueSatisfying(death -> assertThat(death.outcome()).isEqualTo(Outcome.WORKER_LOST));
    }

    @Test
    void a_moved_counter_alone_explains_nothing_either() throws Exception {
        WatchedChild child = guard.watch(1).enter(() -> SELF, kills::incrementAndGet);
        oomKills(1);

        assertThat(child.ended(new ProcessEnd(1, false, false, 0))).isEmpty();
    }

    @Test
    void what_its_owner_ended_is_no_death() throws Exception {
        WatchedChild child = guard.watch(1).enter(() -> SELF, kills::incrementAndGet);
        oomKills(1);

        assertThat(child.ended(new ProcessEnd(137, true, false, 0))).isEmpty();
    }

    @Test
    void who_says_that_memory_was_refused_is_not_believed_where_nothing_refuses_any() {
        WatchedChild child = guard.watch(1).enter(() -> SELF, kills::incrementAndGet);
        child.look();

        assertThat(child.ended(new ProcessEnd(1, false, true, 0))).isEmpty();
    }

    @Test
    void a_guard_looks_as_often_as_it_may_at_least() throws Exception {
        guard = new MemoryGuard(1, GuardThresholds.DEFAULT, Duration.ofMillis(10), new Cgroups(List.of()));
        CountDownLatch killed = new CountDownLatch(3);

        guard.watch(0).enter(() -> SELF, killed::countDown);

        assertThat(killed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void uses(long bytes) throws Exception {
        Files.writeString(container.resolve("memory.current"), bytes + "\n");
    }

    private void oomKills(long number) throws Exception {
        Files.writeString(container.resolve("memory.events"), "oom_kill " + number + "\n");
    }
}

package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the guard itself takes of a processor, beside real processes and the real cgroups of this machine. */
class MemoryGuardCostIT {

    private static final int WARM = 2000;
    private static final int LOOKS = 1000;
    private static final int PROCESSES = 4;

    @Test
    void a_guard_of_four_processes_takes_less_than_half_a_percent_of_a_core() {
        MemoryGuard guard = new MemoryGuard(1L << 60, GuardThresholds.DEFAULT, Duration.ofDays(1));
        long self = ProcessHandle.current().pid();
        for (int i = 0; i < PROCESSES; i++) {
            guard.watch(1).enter(() -> self, () -> {});
        }
        looks(guard, WARM);

        double nanos = looks(guard, LOOKS) / (double) LOOKS;

        double normal = nanos / Duration.ofMillis(500).toNanos();
        double near = nanos / GuardPace.NEAR.toNanos();
        System.out.printf(
                Locale.ROOT,
                "a look at %d processes takes %.0f µs: %.3f %% of a core, %.3f %% near a limit%n",
                PROCESSES,
                nanos / 1000,
                normal * 100,
                near * 100);
        assertThat(near).isLessThan(0.005);
    }

    private static long looks(MemoryGuard guard, int times) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            guard.look(Duration.ofMillis(500));
        }
        return threads.getCurrentThreadCpuTime() - before;
    }
}

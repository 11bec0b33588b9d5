package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.memory.MemoryUse;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Heartbeat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskContextTest {

    private final AtomicInteger stops = new AtomicInteger();
    private final TaskContext context = TaskContext.detached(TestingWork.item("j", "t", 1), Path.of("unused"));

    @Test
    void a_stop_reaches_what_runs() {
        context.onStop(stops::incrementAndGet);

        context.stop(Outcome.CANCELLED);

        assertThat(stops).hasValue(1);
    }

    @Test
    void a_stop_reaches_what_starts_too_late() {
        context.stop(Outcome.CANCELLED);

        context.onStop(stops::incrementAndGet);

        assertThat(stops).hasValue(1);
        assertThatThrownBy(context::checkStopped).isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.outcome())
                .isEqualTo(Outcome.CANCELLED));
    }

    @Test
    void only_the_first_reason_counts() {
        context.onStop(stops::incrementAndGet);

        context.stop(Outcome.DRAINED);
        context.stop(Outcome.CANCELLED);

        assertThat(context.stopped()).isEqualTo(Outcome.DRAINED);
        assertThat(stops).hasValue(1);
    }

    @Test
    void what_has_ended_is_not_stopped() {
        context.onStop(stops::incrementAndGet).close();

        context.stop(Outcome.CANCELLED);

        assertThat(stops).hasValue(0);
    }

    @Test
    void figures_are_those_of_who_watches_and_of_all_child_processes() {
        context.progress(10);
        context.progress(20);
        context.used(40);
        context.used(2);
        context.watchedBy(() -> new MemoryUse(300, 500, 400, 1000, "nearly"));

        assertThat(context.running(Heartbeat.Phase.WORKING).memoryBytes()).isEqualTo(300);
        assertThat(context.stats(Instant.ofEpochSecond(3)))
                .isEqualTo(new AttemptStats(Instant.EPOCH, 3000, 42, 500, 20, 400, 1000, "nearly", 1));
    }
}

package io.reelmill.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Lessons;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What became of a task that ran out of memory is told by what changed about it. */
class MemoryMetricsTest {

    private static final Task BEFORE = task(TaskState.RUNNING, WorkQueue.SMALL, false);

    @Test
    void every_step_of_the_ladder_has_its_word() {
        assertThat(MemoryMetrics.step(BEFORE, task(TaskState.WAITING, WorkQueue.STANDARD, false)))
                .isEqualTo("larger");
        assertThat(MemoryMetrics.step(BEFORE, task(TaskState.WAITING, WorkQueue.SMALL, true)))
                .isEqualTo("cheaper");
        assertThat(MemoryMetrics.step(BEFORE, task(TaskState.SPLIT, WorkQueue.SMALL, false)))
                .isEqualTo("smaller");
        assertThat(MemoryMetrics.step(BEFORE, task(TaskState.WAITING, WorkQueue.SMALL, false)))
                .isEqualTo("same");
        assertThat(MemoryMetrics.step(BEFORE, task(TaskState.FAILED, WorkQueue.SMALL, false)))
                .isEqualTo("exhausted");
    }

    private static Task task(TaskState state, WorkQueue queue, boolean lean) {
        Lessons lessons = new Lessons(lean, List.of(), 1, Outcome.OOM_GUARD, null, null, 0);
        return new Task(
                TestingPlans.plan(1, 0).tasks().get(0).predicted(1, MemoryBasis.TABLE, queue),
                state,
                1,
                Map.of(),
                null,
                null,
                null,
                null,
                lessons);
    }
}

package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunningTasksTest {

    private final RunningTasks tasks = new RunningTasks();

    @Test
    void what_begins_after_all_were_stopped_is_stopped_as_well() {
        TaskContext before = TaskContext.detached(TestingWork.item("j", "before", 1), Path.of("unused"));
        TaskContext after = TaskContext.detached(TestingWork.item("j", "after", 1), Path.of("unused"));
        tasks.add(new Attempt(before, System::nanoTime));
        assertThat(before.stopped()).isNull();

        tasks.stopAll(Outcome.DRAINED);
        tasks.add(new Attempt(after, System::nanoTime));

        assertThat(before.stopped()).isEqualTo(Outcome.DRAINED);
        assertThat(after.stopped()).isEqualTo(Outcome.DRAINED);
    }
}

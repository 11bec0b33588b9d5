package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.queue.Need;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRoomTest {

    @Test
    void a_task_needs_its_prediction_with_a_margin_and_its_scratch_space() {
        WorkItem work = TestingWork.item("job", "task", 1);
        WorkItem item =
                new WorkItem(1, "job", "task", 1, WorkQueue.SMALL, 1000, work.work(), List.of(), 77, null, null);

        assertThat(TaskRoom.need(item, false)).isEqualTo(new Need(1150, 77));
        assertThat(TaskRoom.need(item, true))
                .as("scratch files on a tmpfs are memory")
                .isEqualTo(new Need(1227, 77));
    }
}

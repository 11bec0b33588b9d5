package io.reelmill.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.progress.QueueCounts.QueueCount;
import io.reelmill.gateway.testing.Specimens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueCountsTest {

    private static final Map<String, Long> TASKS = Map.of("SMALL WAITING", 5L, "SMALL RUNNING", 2L);

    @Test
    void slots_are_those_of_workers_that_take_more() {
        List<Heartbeat> fleet = List.of(
                worker("a", 2, false, WorkQueue.SMALL, WorkQueue.STANDARD),
                worker("b", 3, false, WorkQueue.SMALL),
                worker("c", 4, true, WorkQueue.SMALL));

        assertThat(QueueCounts.join(TASKS, fleet))
                .contains(
                        new QueueCount(WorkQueue.SMALL, 5, 0, 2, 5),
                        new QueueCount(WorkQueue.STANDARD, 0, 0, 0, 2),
                        new QueueCount(WorkQueue.MERGE, 0, 0, 0, 0))
                .hasSize(WorkQueue.values().length);
    }

    @Test
    void without_redis_the_slots_are_not_known_and_the_work_is() {
        assertThat(QueueCounts.join(TASKS, null)).contains(new QueueCount(WorkQueue.SMALL, 5, 0, 2, null));
    }

    private static Heartbeat worker(String id, int slots, boolean draining, WorkQueue... queues) {
        return new Heartbeat(
                id, "i", 1, Specimens.START, "transcode", Set.of(queues), slots, 1, 1, draining, List.of());
    }
}

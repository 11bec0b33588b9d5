package io.reelmill.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassThreadsTest {

    @Test
    void a_class_has_the_most_threads_that_one_of_its_workers_gives_and_is_remembered_without_workers() {
        Map<WorkQueue, Integer> before = Map.of(WorkQueue.LARGE, 8, WorkQueue.SMALL, 4);
        List<Heartbeat> heartbeats = List.of(
                worker("w1", 1, WorkQueue.SMALL),
                worker("w2", 2, WorkQueue.SMALL, WorkQueue.STANDARD),
                worker("an older one, which does not say", 0, WorkQueue.LARGE));

        assertThat(ClassThreads.most(before, heartbeats))
                .isEqualTo(Map.of(WorkQueue.SMALL, 2, WorkQueue.STANDARD, 2, WorkQueue.LARGE, 8));
    }

    private static Heartbeat worker(String id, int threads, WorkQueue... queues) {
        return new Heartbeat(
                id, "i", 1, Instant.EPOCH, "transcode", Set.of(queues), 1, 1, 1, false, List.of(), List.of(), threads);
    }
}

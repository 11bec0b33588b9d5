package io.reelmill.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveSlotsTest {

    @Test
    void aSlotCountsForEachQueueItTakesFromUnlessItsWorkerLeaves() {
        List<Heartbeat> heartbeats = List.of(
                worker("w1", 2, false, WorkQueue.SMALL, WorkQueue.STANDARD),
                worker("w2", 3, false, WorkQueue.STANDARD),
                worker("w3", 9, true, WorkQueue.STANDARD, WorkQueue.LARGE));

        assertThat(LiveSlots.count(heartbeats)).isEqualTo(Map.of(WorkQueue.SMALL, 2, WorkQueue.STANDARD, 5));
    }

    private static Heartbeat worker(String id, int slots, boolean draining, WorkQueue... queues) {
        return new Heartbeat(id, "i", 1, Instant.EPOCH, "transcode", Set.of(queues), slots, 1, 1, draining, List.of());
    }
}

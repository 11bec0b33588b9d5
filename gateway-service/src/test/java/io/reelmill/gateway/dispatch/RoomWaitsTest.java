package io.reelmill.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Heartbeat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomWaitsTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final WaitingWork.Released ONE = new WaitingWork.Released("j", "chunk-1", 3);
    private static final WaitingWork.Released OTHER = new WaitingWork.Released("j", "chunk-2", 1);

    private final RoomWaits waits = new RoomWaits();

    @Test
    void what_any_worker_shows_waits() {
        assertThat(waits.look(START, List.of(worker("w1", ONE), worker("w2"), worker("w3", OTHER))))
                .containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void it_does_until_it_was_not_shown_for_as_long_as_a_silent_worker_is_waited_for() {
        waits.look(START, List.of(worker("w1", ONE)));

        assertThat(waits.look(START.plusSeconds(15), List.of())).containsExactly(ONE);
        assertThat(waits.look(START.plusSeconds(16), List.of(worker("w1", OTHER))))
                .containsExactly(OTHER);
    }

    private static Heartbeat worker(String id, WaitingWork.Released... waiting) {
        List<Heartbeat.Waiting> tasks = Arrays.stream(waiting)
                .map(task -> new Heartbeat.Waiting(task.jobId(), task.taskId(), task.attempt(), 1, 1, START))
                .toList();
        return new Heartbeat(id, "i", 1, START, "s", Set.of(), 1, 1, 1, false, List.of(), tasks, 1);
    }
}

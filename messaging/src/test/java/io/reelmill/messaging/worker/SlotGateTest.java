package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SlotGateTest {

    @Test
    void a_task_waits_for_a_slot() throws Exception {
        SlotGate gate = new SlotGate(1, 100);
        gate.enter(10);

        CompletableFuture<Void> second = enter(gate, 10);
        assertThat(waits(second)).isTrue();
        gate.leave(10);
        second.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_task_waits_until_its_neighbors_leave_enough_memory() throws Exception {
        SlotGate gate = new SlotGate(4, 100);
        gate.enter(60);

        CompletableFuture<Void> large = enter(gate, 50);
        assertThat(waits(large)).isTrue();
        gate.enter(40);
        gate.leave(60);
        large.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_task_too_large_for_the_worker_runs_alone() throws Exception {
        SlotGate gate = new SlotGate(4, 100);
        gate.enter(10);

        CompletableFuture<Void> huge = enter(gate, 500);
        assertThat(waits(huge)).isTrue();
        gate.leave(10);
        huge.get(5, TimeUnit.SECONDS);
        assertThat(waits(enter(gate, 1))).isTrue();
    }

    @Test
    void waiting_can_be_interrupted() throws Exception {
        SlotGate gate = new SlotGate(1, 100);
        gate.enter(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gate.enter(1)).isInstanceOf(InterruptedException.class);
    }

    private static CompletableFuture<Void> enter(SlotGate gate, long bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                gate.enter(bytes);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean waits(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(Duration.ofMillis(200).toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }
}

package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Heartbeat;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TaskContext context = TaskContext.detached(TestingWork.item("j", "t", 1), Path.of("unused"));
    private final Attempt attempt = new Attempt(context, nanos::get);

    @Test
    void work_that_does_not_stop_is_interrupted_after_its_grace() {
        attempt.begin();
        attempt.stop(Outcome.CANCELLED);

        nanos.set(9);
        attempt.interruptAfter(10);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        nanos.set(10);
        attempt.interruptAfter(10);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        attempt.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_report_is_neither_stopped_nor_interrupted() {
        attempt.begin();
        attempt.end();

        attempt.stop(Outcome.CANCELLED);
        attempt.interruptAfter(0);

        assertThat(context.stopped()).isNull();
        assertThat(attempt.unwanted()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(attempt.running().phase()).isEqualTo(Heartbeat.Phase.REPORTING);
    }

    @Test
    void a_worker_that_ends_still_wants_its_report_told() {
        attempt.begin();
        attempt.end();

        attempt.stop(Outcome.DRAINED);

        assertThat(attempt.unwanted()).isFalse();
    }

    @Test
    void an_interrupt_by_others_outlives_the_attempt() {
        attempt.begin();
        Thread.currentThread().interrupt();

        attempt.end();

        assertThat(Thread.interrupted()).isTrue();
    }
}

package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Deadline deadline =
            new Deadline(new TaskLimits(Duration.ofMinutes(30), Duration.ofMinutes(35)), nanos::get);

    @Test
    void every_run_of_an_attempt_gets_what_the_ones_before_left() {
        nanos.addAndGet(Duration.ofMinutes(29).toNanos());

        assertThat(deadline.untilSoft()).isEqualTo(Duration.ofMinutes(1));
        assertThat(deadline.untilHard()).isEqualTo(Duration.ofMinutes(6));
        assertThat(deadline.isOver()).isFalse();
    }

    @Test
    void there_is_never_less_than_nothing() {
        nanos.addAndGet(Duration.ofMinutes(36).toNanos());

        assertThat(deadline.untilSoft()).isZero();
        assertThat(deadline.untilHard()).isZero();
        assertThat(deadline.isOver()).isTrue();
    }
}

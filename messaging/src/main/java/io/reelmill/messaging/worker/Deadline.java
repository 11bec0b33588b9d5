package io.reelmill.messaging.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What is left of an attempt's time, whatever it does with it: every child process it starts gets no more. Thread-safe. */
public final class Deadline {

    private final TaskLimits limits;
    private final LongSupplier nanoTime;
    private final long start;

    Deadline(TaskLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** The limits of the whole attempt. */
    public TaskLimits limits() {
        return limits;
    }

    /** Time until the attempt is asked to end; zero when it is over. */
    public Duration untilSoft() {
        return left(limits.soft());
    }

    /** Time until the attempt is killed; zero when it is over. */
    public Duration untilHard() {
        return left(limits.hard());
    }

    /** Whether the attempt has used up all of its time. */
    public boolean isOver() {
        return untilHard().isZero();
    }

    private Duration left(Duration limit) {
        Duration left = limit.minusNanos(nanoTime.getAsLong() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }
}

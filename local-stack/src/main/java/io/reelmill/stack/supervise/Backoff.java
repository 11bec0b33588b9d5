package io.reelmill.stack.supervise;

import java.time.Duration;

/** How long to wait before a process that died is started again: longer each time, at once after it ran well. Pure. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration WELL = Duration.ofSeconds(30);

    private final int failures;

    private Backoff(int failures) {
        this.failures = failures;
    }

    static Backoff none() {
        return new Backoff(0);
    }

    /** After a process ended that had run for so long. */
    Backoff after(Duration ran) {
        return new Backoff(ran.compareTo(WELL) >= 0 ? 1 : failures + 1);
    }

    /** Deaths in a row, each soon after the start. */
    int failures() {
        return failures;
    }

    Duration delay() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}

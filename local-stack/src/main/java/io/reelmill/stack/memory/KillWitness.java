package io.reelmill.stack.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells whether the kernel has just killed for memory, from a counter that only grows. The death of a child hours ago
 * explains nothing, one of this moment does, even if the counter was seen to move before the process was seen to end.
 * Thread-safe.
 */
public final class KillWitness {

    private static final Duration JUST = Duration.ofSeconds(5);

    private final LongSupplier counter;
    private final Clock clock;
    private long seen;
    private Instant moved = Instant.MIN;

    /** Counts from now on. */
    public KillWitness(LongSupplier counter, Clock clock) {
        this.counter = counter;
        this.clock = clock;
        this.seen = counter.getAsLong();
    }

    /** Looks at the counter; to be called every few seconds. */
    public synchronized void look() {
        long now = counter.getAsLong();
        if (now > seen) {
            moved = clock.instant();
            seen = now;
        }
    }

    /** Whether it has moved within the last seconds, or since the last look. */
    public synchronized boolean justKilled() {
        look();
        return !moved.isBefore(clock.instant().minus(JUST));
    }
}

package io.reelmill.media.memory;

import java.time.Duration;

/**
 * How soon to look again: so soon that at its present speed the use of memory grows by a quarter of what is left, never
 * later than the longest time, and often where little is left or something has just begun. Not thread-safe.
 */
final class GuardPace {

    static final Duration SHORTEST = Duration.ofMillis(25);
    static final Duration NEAR = Duration.ofMillis(100);

    private static final int LOOKS_TO_THE_END = 4;

    private final Duration longest;
    private long left = Long.MAX_VALUE;
    private Duration young = SHORTEST;

    GuardPace(Duration longest) {
        this.longest = longest;
    }

    /** A process has begun, which may grow at a speed that nobody knows. */
    void begun() {
        young = SHORTEST;
    }

    /**
     * @param leftNow bytes until somebody must end
     * @param near whether people are told already
     * @param elapsed time since the last look
     */
    Duration next(long leftNow, boolean near, Duration elapsed) {
        long grown = left == Long.MAX_VALUE ? 0 : left - leftNow;
        left = leftNow;
        long most = Math.min(longest.toNanos(), young.toNanos());
        young = young.compareTo(longest) < 0 ? young.multipliedBy(2) : young;
        double nanos = near ? Math.min(NEAR.toNanos(), most) : most;
        if (grown > 0) {
            nanos = Math.min(nanos, elapsed.toNanos() * (double) Math.max(0, leftNow) / grown / LOOKS_TO_THE_END);
        }
        return Duration.ofNanos((long) Math.max(SHORTEST.toNanos(), nanos));
    }
}

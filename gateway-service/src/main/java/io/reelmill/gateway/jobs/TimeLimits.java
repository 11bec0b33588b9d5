package io.reelmill.gateway.jobs;

import io.reelmill.common.plan.TaskSpec;
import java.time.Duration;

/**
 * How long an attempt may take where that is more than workers allow any task. The prediction is a pessimistic one: what takes
 * longer than this on any machine is not slow but stuck.
 *
 * @param softSeconds time after which the attempt is asked to end; null where the worker's own limit is enough
 * @param hardSeconds time after which it is killed; null likewise
 */
record TimeLimits(Integer softSeconds, Integer hardSeconds) {

    /** What every task has: the default of {@code reelmill.worker.soft-limit}. */
    private static final Duration ENOUGH = Duration.ofMinutes(30);

    /**
     * Units of {@link TaskSpec#cost} that one thread does in a second at least: megapixels of x264 medium, of which a core of
     * today does some twenty-five, on a core six times slower.
     */
    private static final double SLOWEST = 4;

    /**
     * Mebibytes of a source that planning decodes in a second at least, where it must decode all of it: 1080p of 8 Mbit/s at
     * half its speed. One core of today decodes 1080p of 100 Mbit/s at 27 frames a second (measured: ffmpeg 6.1, H.264).
     */
    private static final double SLOWEST_PLAN = 0.5;

    /** For planning a source whose size is not known: with its grace, just less than the default lock of a record. */
    private static final Duration UNKNOWN = Duration.ofMinutes(50);

    /** A merge reads, decodes and compares what encoding made; that takes a small part of the time of encoding it. */
    private static final double MERGE_SHARE = 0.05;

    /** Part of the soft limit that is left for ending in an orderly way. */
    private static final double GRACE = 1.0 / 6;

    static TimeLimits of(Job job, Task task) {
        double cost = task.spec().cost();
        double seconds =
                switch (task.kind()) {
                    case PLAN -> cost > 0 ? cost / SLOWEST_PLAN : UNKNOWN.toSeconds();
                    case CHUNK, AUDIO -> cost / SLOWEST;
                    case MERGE -> MERGE_SHARE * encoded(job) / SLOWEST;
                };
        if (seconds <= ENOUGH.toSeconds()) {
            return new TimeLimits(null, null);
        }
        return new TimeLimits((int) seconds, (int) (seconds * (1 + GRACE)));
    }

    private static double encoded(Job job) {
        return job.encodes().mapToDouble(encode -> encode.spec().cost()).sum();
    }
}

package io.reelmill.common.memory;

import io.reelmill.common.job.WorkQueue;

/**
 * How much memory one task has on the workers of each queue: {@code limit ÷ slots − reserve}, where the reserve is what the
 * worker itself takes per slot.
 *
 * @param smallBytes for a task of {@link WorkQueue#SMALL}
 * @param standardBytes for a task of {@link WorkQueue#STANDARD}
 * @param largeBytes for a task of {@link WorkQueue#LARGE}
 */
public record MemoryClasses(long smallBytes, long standardBytes, long largeBytes) {

    /**
     * Room that a class must have for a prediction: nine of ten measured peaks are within 10 % of their predictions, and the
     * guard ends an encode at 95 % of the limit.
     */
    public static final double MARGIN = 1.15;

    /** Share of the largest class above which people are told. */
    public static final double TIGHT = 0.8;

    /** What one task has on a worker with this limit and number of slots that takes so much per slot for itself. */
    public static long share(long limitBytes, int slots, long reserveBytes) {
        return Math.max(0, limitBytes / Math.max(1, slots) - reserveBytes);
    }

    /** The smallest class that has room for the prediction and the margin; the largest where none has. */
    public MemoryRoute route(long predictedBytes) {
        MemoryRoute.Fit fit = MemoryRoute.Fit.WELL;
        if (predictedBytes > largeBytes) {
            fit = MemoryRoute.Fit.TOO_LARGE;
        } else if (predictedBytes > largeBytes * TIGHT) {
            fit = MemoryRoute.Fit.TIGHT;
        }
        return new MemoryRoute(queue(predictedBytes * MARGIN), fit);
    }

    private WorkQueue queue(double bytes) {
        if (bytes <= smallBytes) {
            return WorkQueue.SMALL;
        }
        return bytes <= standardBytes ? WorkQueue.STANDARD : WorkQueue.LARGE;
    }
}

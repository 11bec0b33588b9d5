package io.reelmill.chunker.plan;

import io.reelmill.common.job.WorkQueue;

/**
 * Which queue holds how much.
 *
 * @param smallBytes most memory of a task for small workers
 * @param standardBytes most memory of a task for standard workers; anything above is for large ones
 * @param largeBytes most memory of a task that large workers hold
 */
public record QueueBounds(long smallBytes, long standardBytes, long largeBytes) {

    /** Share of a queue's memory above which people are told. */
    private static final double TIGHT = 0.8;

    /** The smallest queue that holds the prediction. */
    public WorkQueue queue(long predictedBytes) {
        if (predictedBytes <= smallBytes) {
            return WorkQueue.SMALL;
        }
        return predictedBytes <= standardBytes ? WorkQueue.STANDARD : WorkQueue.LARGE;
    }

    /** Whether the largest workers hold it only just. */
    boolean tight(long predictedBytes) {
        return predictedBytes > largeBytes * TIGHT;
    }

    /** Whether no worker is sure to hold it. */
    boolean tooLarge(long predictedBytes) {
        return predictedBytes > largeBytes;
    }
}

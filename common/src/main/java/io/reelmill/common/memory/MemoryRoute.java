package io.reelmill.common.memory;

import io.reelmill.common.job.WorkQueue;

/**
 * Where work goes.
 *
 * @param queue the queue whose workers are to hold it
 * @param fit how well the largest workers hold it
 */
public record MemoryRoute(WorkQueue queue, Fit fit) {

    /** How well the largest workers of the installation hold a task. */
    public enum Fit {
        /** With room to spare. */
        WELL,
        /** With more than four fifths of their memory. */
        TIGHT,
        /** Not, if the prediction is right: it runs alone, guarded. */
        TOO_LARGE
    }
}

package io.reelmill.common;

/** Kafka topics beside the work queues, which are in {@link io.reelmill.common.job.WorkQueue}. */
public final class Topics {

    /** What workers report, keyed by job. */
    public static final String EVENTS = "reelmill.events";

    /** What every worker must hear: stop a job, stop an old attempt. */
    public static final String CONTROL = "reelmill.control";

    /** Messages that could not be understood, with their cause in the headers. */
    public static final String DEAD_LETTERS = "reelmill.dead-letters";

    private Topics() {}
}

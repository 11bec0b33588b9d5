package io.reelmill.common.job;

/** Which allowance of retries an unsuccessful attempt draws from; each is counted per task. */
public enum Budget {
    /** The escalation ladder for memory deaths. */
    OOM(3),
    /** The worker vanished without an explanation. */
    LOST(3),
    /** No new frame for too long. */
    STALL(2),
    /** The attempt itself went wrong. */
    ERROR(3),
    /** Interrupted by a drain, an eviction or an outage: counted, never exhausted. */
    FREE(Integer.MAX_VALUE),
    /** Never tried again. */
    NONE(0);

    private final int defaultRetries;

    Budget(int defaultRetries) {
        this.defaultRetries = defaultRetries;
    }

    /** Retries allowed by default before the task, and with it the job, fails. */
    public int defaultRetries() {
        return defaultRetries;
    }
}

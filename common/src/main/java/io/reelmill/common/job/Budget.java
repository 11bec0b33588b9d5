package io.reelmill.common.job;

/** Which allowance of retries an unsuccessful attempt draws from; each is counted per task. How much each allows is policy. */
public enum Budget {
    /** Memory deaths: what follows is a ladder, not a number. */
    OOM,
    /** The worker vanished without an explanation. */
    LOST,
    /** No new frame for too long. */
    STALL,
    /** The attempt itself went wrong. */
    ERROR,
    /** A server that the work needs cannot be reached: bounded by time, not by number. */
    OUTAGE,
    /** Interrupted by a drain or an eviction: counted, never exhausted. */
    FREE,
    /** Never tried again. */
    NONE
}

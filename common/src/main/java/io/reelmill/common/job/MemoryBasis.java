package io.reelmill.common.job;

/** What a prediction of memory rests on. */
public enum MemoryBasis {
    /** Measured for this encoder, preset, bit depth and number of threads. */
    TABLE,
    /** Derived from measurements of neighboring presets or numbers of threads. */
    INTERPOLATED,
    /** Moved by the peaks that workers saw for work like this. */
    CORRECTED,
    /** Raised to what work like this used when it was killed for its memory. */
    LOWER_BOUND,
    /** What was seen or used is so far from the table that it is believed only in part. */
    CAPPED,
    /** Raised because this very work ran out of memory. */
    ESCALATED
}

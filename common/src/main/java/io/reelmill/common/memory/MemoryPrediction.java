package io.reelmill.common.memory;

/**
 * Memory that an encode is expected to take at its peak, without any margin.
 *
 * @param bytes peak resident memory
 * @param basis what the figure rests on
 */
public record MemoryPrediction(long bytes, Basis basis) {

    /** What a prediction rests on. */
    public enum Basis {
        /** Measured for this encoder, preset, bit depth and number of threads. */
        TABLE,
        /** Derived from measurements of neighboring presets or numbers of threads. */
        INTERPOLATED,
        /** Moved by the peaks that workers saw for work like this. */
        CORRECTED,
        /** Raised to what work like this used when it was killed for its memory. */
        LOWER_BOUND,
        /** What was seen or used is so far from the table that it is believed only in part. */
        CAPPED
    }
}

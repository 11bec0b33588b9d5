package io.reelmill.common.memory;

/**
 * What the child processes of an attempt take of memory.
 *
 * @param bytes resident now, of all together
 * @param peakBytes highest so far, in bytes
 * @param averageBytes average over the time that any of them ran; 0 when unknown
 * @param limitBytes what they could have used when they used most; 0 when nothing limits them or it is unknown
 * @param warning a sentence for people when a limit was nearly reached; null otherwise
 */
public record MemoryUse(long bytes, long peakBytes, long averageBytes, long limitBytes, String warning) {

    /** Nothing was seen. */
    public static final MemoryUse NONE = new MemoryUse(0, 0, 0, 0, null);
}

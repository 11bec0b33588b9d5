package io.reelmill.media.run;

/**
 * How far a run is.
 *
 * @param frames frames written so far
 * @param outTimeMicros timestamp reached in the output, in microseconds
 * @param residentBytes resident memory now, in bytes; 0 when it cannot be told
 */
public record RunProgress(long frames, long outTimeMicros, long residentBytes) {}

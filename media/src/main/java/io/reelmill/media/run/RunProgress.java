package io.reelmill.media.run;

/**
 * How far a run is.
 *
 * @param frames frames written so far
 * @param outTimeMicros end of what was written, in microseconds of media time; 0 when not told
 * @param residentBytes resident memory of the process now
 */
public record RunProgress(long frames, long outTimeMicros, long residentBytes) {}

package io.reelmill.media.run;

import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param soft after this the process is asked to end (SIGTERM)
 * @param hard after this it is killed (SIGKILL)
 * @param stall without a new frame, or without any output time for sound, for this long it is ended; before the first
 *     frame CPU time counts as life, since decoding towards a chunk shows no frames; null for
 *     commands that write no media
 * @param copies whether CPU time counts as life throughout: a copy that moves its index to the front shows nothing meanwhile
 */
public record RunLimits(Duration soft, Duration hard, Duration stall, boolean copies) {

    /** Limits of an encode. */
    public RunLimits(Duration soft, Duration hard, Duration stall) {
        this(soft, hard, stall, false);
    }

    /** A hard limit alone, for short runs. */
    public static RunLimits within(Duration hard) {
        return new RunLimits(hard, hard, null);
    }
}

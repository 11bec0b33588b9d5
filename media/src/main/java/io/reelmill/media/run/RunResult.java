package io.reelmill.media.run;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param exitCode exit code of the process; 128 + n when signal n ended it
 * @param ending whether it ended by itself or was ended
 * @param stderrTail last lines it wrote to standard error
 * @param decodeErrors lines of standard error in which a decoder complained
 * @param wall wall time
 * @param cpu CPU time of the process, user and system
 * @param peakBytes highest resident memory seen
 * @param frames frames written
 */
public record RunResult(
        int exitCode,
        Ending ending,
        String stderrTail,
        long decodeErrors,
        Duration wall,
        Duration cpu,
        long peakBytes,
        long frames) {

    /** Whether a run ended by itself or was ended, and why. */
    public enum Ending {
        /** By itself, well or not. */
        EXITED,
        /** {@link FfmpegRun#cancel} was called. */
        CANCELLED,
        /** A time limit was reached. */
        TIMED_OUT,
        /** There was no new frame for too long. */
        STALLED
    }
}

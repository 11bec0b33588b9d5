package io.reelmill.media.run;

/** Who ended a run. */
public enum Ending {
    /** The process itself, or a signal that was not ours: the exit code tells (137 for SIGKILL). */
    EXITED,
    /** {@link FfmpegRun#cancel()}. */
    CANCELLED,
    /** The soft or the hard limit. */
    TIMED_OUT,
    /** The stall watchdog. */
    STALLED
}

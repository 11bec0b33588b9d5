package io.reelmill.media.run;

import io.reelmill.media.memory.MemoryDeath;
import java.time.Duration;

/**
 * How a run ended.
 *
 * @param exitCode exit code of the process; 128 + n when signal n ended it
 * @param ending who ended it
 * @param stderrTail last lines of its standard error, bounded
 * @param decodeErrors lines in which a demuxer or decoder complained about its input; those before a {@link PreRoll} mark
 *     do not count
 * @param readErrors lines in which the connection to an input complained: more of it may be there than was read, and ffmpeg
 *     ends well all the same
 * @param corruptPackets lines in which a demuxer said that a packet is not whole
 * @param diskFull whether there was no room for what it writes
 * @param wall wall time
 * @param cpu user and system time of the process
 * @param peakBytes highest resident memory, in bytes; 0 when it cannot be told
 * @param frames frames written
 * @param death what ended it when that was memory, or a signal that nobody explains; null otherwise
 */
public record RunResult(
        int exitCode,
        Ending ending,
        String stderrTail,
        long decodeErrors,
        long readErrors,
        long corruptPackets,
        boolean diskFull,
        Duration wall,
        Duration cpu,
        long peakBytes,
        long frames,
        MemoryDeath death) {

    /** Who ended a run. */
    public enum Ending {
        /** The process itself, the memory guard, or a signal that was not ours. */
        EXITED,
        /** {@link FfmpegRun#cancel()}. */
        CANCELLED,
        /** The soft or the hard limit. */
        TIMED_OUT,
        /** The stall watchdog. */
        STALLED
    }

    /** Whether the process ended by itself and well. */
    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }
}

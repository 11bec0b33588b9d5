package io.reelmill.merge.join;

import io.reelmill.merge.mp4.SampleTable;
import java.nio.file.Path;
import java.util.List;

/**
 * The chunks of a rendition in one fragmented MP4.
 *
 * @param file the file in scratch space
 * @param initialization its {@code ftyp} and {@code moov}
 * @param timescale ticks per second
 * @param trackId id of its track
 * @param samples all frames in decode order, at their positions in the file and with PTS from zero
 * @param checksums Adler-32 of each frame's bytes
 * @param clock decode times, one more than frames: the last is the end of the last frame
 * @param delay ticks by which PTS in the file are later than those in {@code samples}
 * @param spans which frames came from which chunk, in order
 */
public record Joined(
        Path file,
        byte[] initialization,
        int timescale,
        int trackId,
        SampleTable samples,
        int[] checksums,
        long[] clock,
        long delay,
        List<Span> spans) {

    /**
     * Frames of one chunk.
     *
     * @param input the chunk
     * @param from its first frame
     * @param to the frame after its last
     */
    public record Span(ChunkInput input, int from, int to) {}

    /** Ticks from the first frame's start to the last frame's end. */
    public long ticks() {
        return clock[clock.length - 1] - clock[0];
    }
}

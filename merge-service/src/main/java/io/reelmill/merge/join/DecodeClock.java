package io.reelmill.merge.join;

import io.reelmill.merge.mp4.SampleTable;
import java.util.List;

/**
 * Decode times for frames whose PTS are given: the n-th frame to be decoded gets the n-th smallest PTS, and everything is
 * shown later by the largest delay that any frame needs. Encoders choose decode times per chunk, which with a variable
 * frame rate differ at every joint; these grow strictly over all joints and are the least delay possible. Pure.
 */
final class DecodeClock {

    private DecodeClock() {}

    /** Ascending PTS, and the end of the last frame after them. */
    static long[] times(List<ChunkFile> chunks, long end) {
        long[] all = new long
                [chunks.stream().mapToInt(c -> c.index().samples().count()).sum() + 1];
        int at = 0;
        for (ChunkFile chunk : chunks) {
            long[] sorted = chunk.index().samples().sortedPts();
            System.arraycopy(sorted, 0, all, at, sorted.length);
            at += sorted.length;
        }
        all[at] = at == 0 ? end : Math.max(end, all[at - 1] + 1);
        return all;
    }

    /** The least delay with which no frame is shown before it is decoded. */
    static long delay(List<ChunkFile> chunks, long[] times) {
        long delay = 0;
        int at = 0;
        for (ChunkFile chunk : chunks) {
            SampleTable samples = chunk.index().samples();
            for (int i = 0; i < samples.count(); i++) {
                delay = Math.max(delay, times[at++] - samples.pts(i));
            }
        }
        return delay;
    }
}

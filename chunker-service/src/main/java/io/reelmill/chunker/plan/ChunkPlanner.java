package io.reelmill.chunker.plan;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.FrameIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a picture track into ranges of frames. Every chunk but the last has a whole number of output GOPs, so that keyframes
 * and segments fall where they would in one piece; the source's own keyframes only decide where decoding starts.
 */
public final class ChunkPlanner {

    private ChunkPlanner() {}

    /**
     * @param index frames and keyframes of the source
     * @param gop frames of an output GOP
     * @param frameRate average frames per second
     */
    public static List<Chunk> plan(FrameIndex index, int gop, Rational frameRate, ChunkBounds bounds) {
        int perChunk = gop * gopsPerChunk(index.frames(), gop, frameRate.toDouble(), bounds);
        int count = Math.max(1, index.frames() / perChunk);
        if ((index.frames() - (long) count * perChunk) * 2 >= perChunk) {
            count++;
        }
        List<Chunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * perChunk;
            int to = i == count - 1 ? index.frames() : from + perChunk;
            chunks.add(chunk(index, i, from, to).withCuts(cuts(index, from, to, gop)));
        }
        return chunks;
    }

    /** One chunk with all frames, decoded from the start: always right. */
    public static List<Chunk> whole(FrameIndex index) {
        return List.of(new Chunk(0, 0, index.frames(), index.pts()[0], index.endPts(), null));
    }

    private static int gopsPerChunk(int frames, int gop, double frameRate, ChunkBounds bounds) {
        int target = (int) Math.max(1, Math.round(bounds.targetSeconds() * frameRate / gop));
        int gops = (frames + gop - 1) / gop;
        int forParallelism = Math.max(bounds.minGops(), gops / Math.max(1, bounds.parallel()));
        int wanted = Math.min(target, forParallelism);
        int fewEnough = (gops + bounds.maxChunks() - 1) / bounds.maxChunks();
        return Math.max(wanted, fewEnough);
    }

    private static Chunk chunk(FrameIndex index, int number, int from, int to) {
        long[] pts = index.pts();
        long end = to < pts.length ? pts[to] : index.endPts();
        return new Chunk(number, from, to - from, pts[from], end, index.seek(pts[from]));
    }

    /** The output GOPs of a chunk, where it is divided when it needs too much memory. */
    private static List<Chunk.Cut> cuts(FrameIndex index, int from, int to, int gop) {
        List<Chunk.Cut> cuts = new ArrayList<>();
        for (int frame = from + gop; frame < to; frame += gop) {
            long pts = index.pts()[frame];
            cuts.add(new Chunk.Cut(frame, pts, index.seek(pts)));
        }
        return cuts;
    }
}

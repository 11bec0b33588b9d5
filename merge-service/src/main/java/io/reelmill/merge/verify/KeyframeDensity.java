package io.reelmill.merge.verify;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.VideoTrack;
import java.util.List;

/** Tells sources in which nearly every frame is a keyframe, where reading all keyframes would be decoding everything. Pure. */
final class KeyframeDensity {

    /** Frames between keyframes up to which a source counts as dense. */
    private static final int DENSE_FRAMES = 4;

    private KeyframeDensity() {}

    /** Decoding of a chunk starts less than two keyframe distances before it; only where they are short, a few frames. */
    static boolean dense(VideoTrack track, List<Chunk> chunks) {
        if (track.frames() <= 0) {
            return false;
        }
        long ticksPerFrame = Math.max(1, (track.endPts() - track.firstPts()) / track.frames());
        long sought = chunks.stream().filter(c -> c.seekPts() != null).count();
        long near = chunks.stream()
                .filter(c -> c.seekPts() != null && c.startPts() - c.seekPts() <= 2 * DENSE_FRAMES * ticksPerFrame)
                .count();
        return sought > 0 && near * 2 > sought;
    }
}

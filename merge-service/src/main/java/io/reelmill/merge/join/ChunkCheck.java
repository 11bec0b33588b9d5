package io.reelmill.merge.join;

import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.mp4.FragmentedFile;
import io.reelmill.merge.mp4.SampleTable;
import java.util.Optional;

/** What a chunk must be by itself before it may be joined. Pure. */
final class ChunkCheck {

    private final VideoTrack track;

    ChunkCheck(VideoTrack track) {
        this.track = track;
    }

    /** What is wrong with the chunk; empty when nothing is. */
    Optional<String> problem(ChunkInput input, FragmentedFile file) {
        SampleTable samples = file.samples();
        if (samples.count() != input.frames()) {
            return Optional.of("holds %d frames instead of %d".formatted(samples.count(), input.frames()));
        }
        if (samples.count() == 0 || !samples.key(0)) {
            return Optional.of("does not begin with a keyframe");
        }
        return problemInTime(input, samples, new Timeline(track, file.timescale()));
    }

    private static Optional<String> problemInTime(ChunkInput input, SampleTable samples, Timeline timeline) {
        long[] pts = samples.sortedPts();
        for (int i = 1; i < pts.length; i++) {
            if (pts[i] == pts[i - 1]) {
                return Optional.of("shows two frames at %d ticks".formatted(pts[i]));
            }
        }
        if (samples.pts(0) != pts[0]) {
            return Optional.of("its first GOP is open: a frame is shown before its keyframe");
        }
        if (!timeline.namesFrames()) {
            return Optional.empty();
        }
        long start = timeline.ticks(input.chunk().startPts());
        long end = timeline.ticks(input.chunk().endPts());
        if (input.partial() ? pts[0] < start : pts[0] != start) {
            return Optional.of("starts at %d ticks instead of %d".formatted(pts[0], start));
        }
        return pts[pts.length - 1] < end
                ? Optional.empty()
                : Optional.of("shows a frame at %d ticks, at or after its end %d".formatted(pts[pts.length - 1], end));
    }
}

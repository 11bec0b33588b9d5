package io.reelmill.chunker.plan;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.FrameIndex;
import java.util.stream.LongStream;

/** Picture tracks and frame indexes for tables. */
final class TestingTracks {

    static final int TICKS_PER_FRAME = 512;
    static final Rational PAL = new Rational(25, 1);

    private TestingTracks() {}

    /** Frames at equal distances, a keyframe every so many of them, starting at a PTS. */
    static FrameIndex frames(int count, int keyframeEvery, long firstPts) {
        long[] pts = LongStream.range(0, count)
                .map(i -> firstPts + i * TICKS_PER_FRAME)
                .toArray();
        long[] keyframes = LongStream.range(0, (count + keyframeEvery - 1) / keyframeEvery)
                .map(i -> firstPts + i * keyframeEvery * TICKS_PER_FRAME)
                .toArray();
        return new FrameIndex(pts, keyframes, firstPts + (long) count * TICKS_PER_FRAME);
    }

    static VideoTrack track(int width, int height, int rotation, int bitDepth, boolean interlaced) {
        return track(width, height, rotation, bitDepth, interlaced, PAL, Access.RANDOM);
    }

    static VideoTrack track(int width, int height, String pixelFormat, int bitDepth) {
        return track(width, height, 0, pixelFormat, bitDepth, false, PAL, Access.RANDOM);
    }

    static VideoTrack track(
            int width, int height, int rotation, int bitDepth, boolean interlaced, Rational rate, Access access) {
        String format = bitDepth > 8 ? "yuv420p10le" : "yuv420p";
        return track(width, height, rotation, format, bitDepth, interlaced, rate, access);
    }

    private static VideoTrack track(
            int width,
            int height,
            int rotation,
            String pixelFormat,
            int bitDepth,
            boolean interlaced,
            Rational rate,
            Access access) {
        return new VideoTrack(
                0,
                "h264",
                width,
                height,
                rotation,
                new Rational(1, 1),
                pixelFormat,
                bitDepth,
                ColorFacts.UNKNOWN,
                interlaced,
                new Rational(1, 12800),
                rate,
                false,
                1000,
                0,
                1000L * TICKS_PER_FRAME,
                0,
                access);
    }
}

package io.reelmill.media.probe;

/** When the last frame of a track stops being shown. */
final class FrameEnd {

    private FrameEnd() {}

    /**
     * @param pts PTS of all frames, ascending, at least one
     * @param told the end as durations tell it; used when it is after the last frame
     */
    static long of(long[] pts, long told) {
        long last = pts[pts.length - 1];
        if (told > last) {
            return told;
        }
        long mean = pts.length < 2 ? 1 : (last - pts[0]) / (pts.length - 1);
        return last + Math.max(1, mean);
    }
}

package io.reelmill.media.probe;

import java.util.Arrays;

/**
 * When the pictures of a track are shown, in ticks of its time base, as ffmpeg presents them.
 *
 * @param pts PTS of every frame shown, ascending
 * @param keyframes PTS of every frame that decoding can start at, ascending; may lie before the first frame shown
 * @param endPts PTS at which the last frame stops being shown
 * @param wholeKeyframes whether a keyframe is known to give its picture by itself; where a picture is refreshed in parts it
 *     takes up to the next keyframe until all of it is there
 */
public record FrameIndex(long[] pts, long[] keyframes, long endPts, boolean wholeKeyframes) {

    /** More frames than decoders keep for reordering (16 in H.264 and HEVC), and than filters look at on one side. */
    private static final int PRE_ROLL = 16;

    /** Of keyframes nothing is known. */
    public FrameIndex(long[] pts, long[] keyframes, long endPts) {
        this(pts, keyframes, endPts, false);
    }

    /** The same where a keyframe gives its picture by itself. */
    public FrameIndex withWholeKeyframes() {
        return new FrameIndex(pts, keyframes, endPts, true);
    }

    /** Number of frames shown. */
    public int frames() {
        return pts.length;
    }

    /** Whether a PTS names a frame: no two are equal. */
    public boolean unique() {
        for (int i = 1; i < pts.length; i++) {
            if (pts[i] == pts[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Whether this can be cut into ranges: there are frames, each has a name, and one of them can be sought. */
    public boolean seekable() {
        return pts.length > 0 && keyframes.length > 0 && unique();
    }

    /** Mean distance between frames in ticks; of a single frame, how long it is shown. */
    public double meanDistance() {
        int last = pts.length - 1;
        return last < 1 ? endPts - pts[0] : (double) (pts[last] - pts[0]) / last;
    }

    /** The same without the frames before a PTS, as where those do not decode. */
    public FrameIndex from(long firstPts) {
        int at = Arrays.binarySearch(pts, firstPts);
        int start = at < 0 ? -at - 1 : at;
        long[] left = Arrays.copyOfRange(pts, start, pts.length);
        return start == 0 ? this : new FrameIndex(left, keyframes, endPts, wholeKeyframes);
    }

    /**
     * PTS of the keyframe to decode from for exact frames from {@code startPts} on; null for the start of the file. That is
     * the last keyframe which is far enough before: pictures of an open GOP refer to the GOP before, and filters look at
     * neighbors. Where there is none so near it is one keyframe more than is needed.
     */
    public Long seek(long startPts) {
        int needed = before(keyframes, startPts + 1) - 1;
        boolean far = needed > 0 && before(pts, startPts) - before(pts, keyframes[needed]) >= PRE_ROLL;
        int from = wholeKeyframes && far ? needed : needed - 1;
        return from < 1 ? null : keyframes[from];
    }

    /** How many are less. */
    private static int before(long[] ascending, long value) {
        int at = Arrays.binarySearch(ascending, value);
        return at < 0 ? -at - 1 : at;
    }

    /** Whether distances between frames differ by more than rounding to ticks explains. */
    public boolean variableRate() {
        if (pts.length < 3) {
            return false;
        }
        double mean = meanDistance();
        double allowed = Math.max(1, mean * 0.02) + 1e-6;
        for (int i = 1; i < pts.length; i++) {
            if (Math.abs(pts[i] - pts[i - 1] - mean) > allowed) {
                return true;
            }
        }
        return false;
    }
}

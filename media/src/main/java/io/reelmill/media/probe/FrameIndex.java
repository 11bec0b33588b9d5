package io.reelmill.media.probe;

import java.util.Arrays;

/**
 * When the pictures of a track are shown, in ticks of its time base, as ffmpeg presents them.
 *
 * @param pts PTS of every frame shown, ascending
 * @param keyframes PTS of every frame that decoding can start at, ascending; may lie before the first frame shown
 * @param endPts PTS at which the last frame stops being shown
 */
public record FrameIndex(long[] pts, long[] keyframes, long endPts) {

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
        return start == 0 ? this : new FrameIndex(Arrays.copyOfRange(pts, start, pts.length), keyframes, endPts);
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

package io.reelmill.common.plan;

/**
 * The picture of a source, as it decodes.
 *
 * @param index stream index in the file that chunks are read from
 * @param codec ffmpeg's codec name
 * @param width coded width in pixels, before rotation
 * @param height coded height in pixels, before rotation
 * @param rotation clockwise degrees the picture is to be turned for display, as its container says: 0, 90, 180 or 270; 180 too for
 *     one that is mirrored
 * @param sampleAspectRatio width to height of one pixel, before rotation
 * @param pixelFormat ffmpeg's pixel format name
 * @param bitDepth bits per component
 * @param color colour and HDR facts
 * @param interlaced whether the source says that it is interlaced
 * @param timeBase seconds per tick
 * @param frameRate average frames per second
 * @param variableFrameRate whether distances between frames differ by more than rounding
 * @param frames number of frames that are shown
 * @param firstPts PTS of the first frame shown, in ticks
 * @param endPts PTS at which the last frame stops being shown, in ticks
 * @param x264Build build number that the source's x264 wrote into its stream, to be told to the decoder; 0 when unknown
 * @param access how chunks can be read
 */
public record VideoTrack(
        int index,
        String codec,
        int width,
        int height,
        int rotation,
        Rational sampleAspectRatio,
        String pixelFormat,
        int bitDepth,
        ColorFacts color,
        boolean interlaced,
        Rational timeBase,
        Rational frameRate,
        boolean variableFrameRate,
        long frames,
        long firstPts,
        long endPts,
        int x264Build,
        Access access) {

    /** How chunks of a source can be read. */
    public enum Access {
        /** Frames are named by unique PTS and keyframes can be sought: any number of chunks. */
        RANDOM,
        /** Frames can only be counted from the start: one chunk, frames named by number. */
        SEQUENTIAL
    }

    /** Seconds from the first frame's start to the last frame's end. */
    public double durationSeconds() {
        return timeBase.times(endPts - firstPts).toDouble();
    }
}

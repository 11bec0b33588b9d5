package io.reelmill.media.probe;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;

/**
 * One stream as ffprobe describes it. Numbers are 0 and texts null when they are not told.
 *
 * @param index index in the file
 * @param id number that the container gives the stream, -1 when it gives none
 * @param kind what it carries
 * @param codec ffmpeg's codec name
 * @param tag four-character code in the container
 * @param width coded width
 * @param height coded height
 * @param rotation clockwise degrees to turn the picture by, normalized to 0, 90, 180 or 270
 * @param sampleAspectRatio width to height of one pixel, 1/1 when unknown
 * @param pixelFormat ffmpeg's pixel format name
 * @param fieldOrder ffmpeg's field order name
 * @param color color and HDR facts of the container and codec headers
 * @param dolbyVision whether it says that it is Dolby Vision
 * @param timeBase seconds per tick
 * @param averageRate average frames per second, null when unknown
 * @param nominalRate lowest rate at which all timestamps can be shown, null when unknown
 * @param frames number of frames that the container tells
 * @param durationSeconds length that the container tells
 * @param channels audio channels
 * @param layout ffmpeg's channel layout name
 * @param sampleRate samples per second
 * @param language ISO 639-2 code
 * @param title title of the track
 * @param isDefault whether players choose it first
 * @param forced whether it is shown when subtitles are off
 * @param attachedPicture whether it is cover art and not a film
 */
public record ProbedStream(
        int index,
        long id,
        Kind kind,
        String codec,
        String tag,
        int width,
        int height,
        int rotation,
        Rational sampleAspectRatio,
        String pixelFormat,
        String fieldOrder,
        ColorFacts color,
        boolean dolbyVision,
        Rational timeBase,
        Rational averageRate,
        Rational nominalRate,
        long frames,
        double durationSeconds,
        int channels,
        String layout,
        int sampleRate,
        String language,
        String title,
        boolean isDefault,
        boolean forced,
        boolean attachedPicture) {

    /** What a stream carries. */
    public enum Kind {
        VIDEO,
        AUDIO,
        SUBTITLE,
        OTHER
    }

    /** The same with other facts of color. */
    ProbedStream withColor(ColorFacts color) {
        return new ProbedStream(
                index,
                id,
                kind,
                codec,
                tag,
                width,
                height,
                rotation,
                sampleAspectRatio,
                pixelFormat,
                fieldOrder,
                color,
                dolbyVision,
                timeBase,
                averageRate,
                nominalRate,
                frames,
                durationSeconds,
                channels,
                layout,
                sampleRate,
                language,
                title,
                isDefault,
                forced,
                attachedPicture);
    }

    /** Whether the container says that its samples are encrypted. */
    public boolean encrypted() {
        return tag != null && (tag.equals("encv") || tag.equals("enca") || tag.equals("drmi") || tag.equals("drms"));
    }

    /** Whether the picture is told to be made of whole frames; false as well where nothing is told. */
    public boolean progressive() {
        return "progressive".equals(fieldOrder);
    }

    /** Whether the picture is made of fields. */
    public boolean interlaced() {
        return fieldOrder != null && !fieldOrder.equals("progressive") && !fieldOrder.equals("unknown");
    }
}

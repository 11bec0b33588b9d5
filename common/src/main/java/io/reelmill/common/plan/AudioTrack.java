package io.reelmill.common.plan;

/**
 * One audio track of a source.
 *
 * @param index stream index in the source file
 * @param codec ffmpeg's codec name
 * @param channels number of channels
 * @param layout ffmpeg's channel layout name, null when unknown
 * @param sampleRate samples per second
 * @param language ISO 639-2 code, null when unknown
 * @param title title of the track, null when it has none
 * @param isDefault whether players choose it first
 * @param offset seconds from the first video frame to the first decoded audio sample; negative when audio starts first;
 *     0 when there is no picture
 * @param durationSeconds length in seconds as the container tells it; 0 when unknown
 */
public record AudioTrack(
        int index,
        String codec,
        int channels,
        String layout,
        int sampleRate,
        String language,
        String title,
        boolean isDefault,
        Rational offset,
        double durationSeconds) {}

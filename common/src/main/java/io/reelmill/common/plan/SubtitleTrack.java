package io.reelmill.common.plan;

/**
 * A subtitle track of a source that the output's container can hold as text.
 *
 * @param index stream index in the source file
 * @param codec ffmpeg's codec name
 * @param language ISO 639-2 code, null when unknown
 * @param title title of the track, null when it has none
 * @param isDefault whether players choose it first
 * @param forced whether it is shown even when subtitles are off
 */
public record SubtitleTrack(
        int index, String codec, String language, String title, boolean isDefault, boolean forced) {}

package io.reelmill.common.plan;

import java.util.List;

/**
 * What the probe found.
 *
 * @param format ffmpeg's name of the container format
 * @param bytes size of the source
 * @param video the picture, null for sound only
 * @param audio audio tracks in the order of the source
 * @param subtitles subtitle tracks that are kept
 * @param chapters number of chapters
 * @param title title in the metadata, null when there is none
 * @param pictureStart when the first frame is shown on the clock of the source, in seconds; null when that is not known
 */
public record SourceFacts(
        String format,
        long bytes,
        VideoTrack video,
        List<AudioTrack> audio,
        List<SubtitleTrack> subtitles,
        int chapters,
        String title,
        Rational pictureStart) {

    public SourceFacts {
        audio = List.copyOf(audio);
        subtitles = List.copyOf(subtitles);
    }
}

package io.reelmill.media.command;

import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes one audio track, whole, from time zero; where it starts beside the picture is set when it is muxed. Gaps in the
 * source are filled with silence, so that what follows stays in sync.
 *
 * @param input address or path of the media
 * @param track the track's facts
 * @param settings what decides the bits
 * @param threads threads for decoder, filters and encoder each
 */
public record EncodeAudioCommand(String input, AudioTrack track, AudioSettings settings, int threads) {

    /** Distance between timestamps and samples, in seconds, above which it is a gap and not jitter. */
    private static final String GAP_SECONDS = "0.100";

    /** Arguments of ffmpeg that write the track to a file. */
    public List<String> arguments(Path output) {
        List<String> arguments = new ArrayList<>(List.of("-y"));
        arguments.addAll(InputFence.input(input, threads));
        arguments.addAll(List.of(
                "-map",
                "0:" + track.index(),
                "-map_metadata",
                "-1",
                "-map_chapters",
                "-1",
                "-filter_threads",
                String.valueOf(threads),
                "-af",
                "asetpts=PTS-STARTPTS,aresample=" + settings.sampleRate() + ":async=1:min_hard_comp=" + GAP_SECONDS
                        + ",aformat=channel_layouts=" + settings.layout(),
                "-c:a",
                "aac",
                "-b:a",
                String.valueOf(settings.bitrate()),
                "-threads",
                String.valueOf(threads),
                "-f",
                "mp4",
                output.toString()));
        return arguments;
    }
}

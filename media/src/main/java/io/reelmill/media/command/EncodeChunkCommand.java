package io.reelmill.media.command;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes one chunk: decodes from a keyframe before it, selects its frames by PTS, and writes fragmented MP4 whose timestamps
 * are those of the whole film, so that chunks join by copying bytes.
 *
 * @param input address or path of the media
 * @param track the picture's facts
 * @param chunk the frames to encode
 * @param settings what decides the bits
 * @param threads threads for decoder, filters and encoder each
 * @param fromStart decode from the start of the file instead of seeking
 * @param lean take the least memory that still gives chunks which join with the others: one thread, a short lookahead
 */
public record EncodeChunkCommand(
        String input,
        VideoTrack track,
        Chunk chunk,
        VideoSettings settings,
        int threads,
        boolean fromStart,
        boolean lean) {

    public EncodeChunkCommand {
        threads = lean ? 1 : threads;
    }

    /** With the ordinary command. */
    public EncodeChunkCommand(
            String input, VideoTrack track, Chunk chunk, VideoSettings settings, int threads, boolean fromStart) {
        this(input, track, chunk, settings, threads, fromStart, false);
    }

    private static final String MOV_FLAGS =
            "+frag_keyframe+empty_moov+default_base_moof+negative_cts_offsets+frag_discont";

    /** Arguments of ffmpeg that write the chunk to a file. */
    public List<String> arguments(Path output) {
        List<String> arguments = new ArrayList<>(List.of("-y", "-copyts"));
        if (track.x264Build() > 0) {
            arguments.addAll(List.of("-x264_build", String.valueOf(track.x264Build())));
        }
        if (track.rotation() == 0) {
            // Some pictures tell a turn by themselves, and not all of them do: the film would turn in its middle.
            arguments.add("-noautorotate");
        }
        boolean sought = !fromStart && chunk.seekPts() != null;
        if (sought) {
            arguments.addAll(List.of(
                    "-noaccurate_seek", "-seek_timestamp", "1", "-ss", Seconds.of(chunk.seekPts(), track.timeBase())));
        }
        arguments.addAll(InputFence.input(input, threads));
        arguments.addAll(List.of("-map", "0:" + track.index(), "-map_metadata", "-1", "-map_chapters", "-1"));
        arguments.addAll(List.of("-filter_threads", String.valueOf(threads)));
        arguments.addAll(List.of("-vf", VideoFilters.chain(track, chunk, settings)));
        arguments.addAll(List.of(
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                track.timeBase().num() + ":" + track.timeBase().den()));
        arguments.addAll(VideoEncoder.options(settings, OutputColor.of(track), threads, lean));
        arguments.addAll(List.of(
                "-movflags",
                MOV_FLAGS,
                "-avoid_negative_ts",
                "disabled",
                "-video_track_timescale",
                String.valueOf(track.timeBase().den()),
                "-f",
                "mp4",
                output.toString()));
        return arguments;
    }
}

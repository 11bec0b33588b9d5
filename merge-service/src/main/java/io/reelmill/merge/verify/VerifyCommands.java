package io.reelmill.merge.verify;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.command.Seconds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines that turn frames into signatures. A listing of PTS stands beside each file of signatures. Pure. */
final class VerifyCommands {

    private static final String SIGNATURE = "scale=%1$d:%1$d:flags=area,format=gray".formatted(Signature.SIDE);

    private final int threads;

    VerifyCommands(int threads) {
        this.threads = threads;
    }

    /**
     * All keyframes of the source. Other frames are read and skipped by the decoder: skipping them in the demuxer
     * ({@code -discard nokey}) would read less, and gives the keyframes of an MP4 with B-frames wrong PTS.
     */
    List<String> keyframes(String url, VideoTrack track, Path pictures, Path listing) {
        List<String> args = input(track);
        args.addAll(List.of("-skip_frame:" + track.index(), "nokey"));
        args.addAll(InputFence.input(url, threads));
        args.addAll(List.of(
                "-filter_complex_threads",
                "" + threads,
                "-filter_complex",
                "[0:%d]%s,split[p][l]".formatted(track.index(), SIGNATURE)));
        signatures(args, "[p]", "[l]", track.timeBase(), pictures, listing);
        return args;
    }

    /** Frames with the given PTS, decoded from the keyframe at {@code seekPts}, or from the start when it is null. */
    List<String> frames(String url, VideoTrack track, Long seekPts, Collection<Long> pts, Path pictures, Path listing) {
        List<String> args = input(track);
        if (seekPts != null) {
            args.addAll(
                    List.of("-noaccurate_seek", "-seek_timestamp", "1", "-ss", Seconds.of(seekPts, track.timeBase())));
        }
        args.addAll(InputFence.input(url, threads));
        args.addAll(List.of(
                "-filter_complex_threads",
                "" + threads,
                "-filter_complex",
                "[0:%d]select='%s',%s,split[p][l]".formatted(track.index(), oneOf(pts), SIGNATURE)));
        signatures(args, "[p]", "[l]", track.timeBase(), List.of("-frames:v", "" + pts.size()), pictures, listing);
        return args;
    }

    /** The frames with the given numbers, decoded from the start. */
    List<String> numbered(String url, VideoTrack track, List<Integer> numbers, Path pictures, Path listing) {
        List<String> args = input(track);
        args.addAll(InputFence.input(url, threads));
        String chosen = numbers.stream().map("eq(n,%d)"::formatted).collect(Collectors.joining("+"));
        args.addAll(List.of(
                "-filter_complex_threads",
                "" + threads,
                "-filter_complex",
                "[0:%d]select='%s',%s,split[p][l]".formatted(track.index(), chosen, SIGNATURE)));
        signatures(args, "[p]", "[l]", track.timeBase(), List.of("-frames:v", "" + numbers.size()), pictures, listing);
        return args;
    }

    /** Every frame of the excerpt is decoded and listed; pictures are made of those with the given PTS. */
    List<String> excerpt(Path excerpt, int timescale, Collection<Long> pts, Path pictures, Path listing) {
        List<String> args = new ArrayList<>(List.of("-y", "-copyts", "-f", "mp4"));
        args.addAll(InputFence.input(excerpt.toString(), threads));
        args.addAll(List.of(
                "-filter_complex_threads",
                "" + threads,
                "-filter_complex",
                "[0:v:0]split[all][some];[all]crop='min(16,iw)':'min(16,ih)':0:0[l];[some]select='%s',%s[p]"
                        .formatted(oneOf(pts), SIGNATURE)));
        signatures(args, "[p]", "[l]", new Rational(1, timescale), pictures, listing);
        return args;
    }

    private static String oneOf(Collection<Long> pts) {
        return pts.isEmpty() ? "0" : pts.stream().map("eq(pts,%d)"::formatted).collect(Collectors.joining("+"));
    }

    private List<String> input(VideoTrack track) {
        List<String> args = new ArrayList<>(List.of("-y", "-copyts"));
        if (track.rotation() == 0) {
            args.add("-noautorotate");
        }
        if (track.x264Build() > 0) {
            args.addAll(List.of("-x264_build", "" + track.x264Build()));
        }
        return args;
    }

    private static void signatures(
            List<String> args, String from, String list, Rational timeBase, Path pictures, Path listing) {
        signatures(args, from, list, timeBase, List.of(), pictures, listing);
    }

    private static void signatures(
            List<String> args,
            String from,
            String list,
            Rational timeBase,
            List<String> bounds,
            Path pictures,
            Path listing) {
        List<String> timing =
                List.of("-fps_mode", "passthrough", "-enc_time_base", timeBase.num() + ":" + timeBase.den());
        for (int i = 0; i < 2; i++) {
            args.addAll(List.of("-map", i == 0 ? from : list));
            args.addAll(timing);
            args.addAll(bounds);
            args.addAll(List.of("-f", i == 0 ? "rawvideo" : "framecrc", (i == 0 ? pictures : listing).toString()));
        }
    }
}

package io.reelmill.merge.mux;

import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.command.Seconds;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that writes all tracks into one file. Start times of picture and sound are left to the edit lists that
 * are written afterwards: ffmpeg rounds them, and leaves priming audible when sound starts late. Pure.
 */
final class MuxCommand {

    private static final int DEFAULT_TIMESCALE = 48_000;

    private final MuxPlan plan;
    private final List<String> args = new ArrayList<>(List.of("-y", "-copyts"));
    private final List<String> maps = new ArrayList<>();
    private int inputs;

    private MuxCommand(MuxPlan plan) {
        this.plan = plan;
    }

    static List<String> of(MuxPlan plan) {
        return new MuxCommand(plan).build();
    }

    private List<String> build() {
        if (plan.video() != null) {
            input(List.of("-f", "mp4"), plan.video().file().toString());
            map("0:v:0");
        }
        for (AudioInput audio : plan.audio()) {
            input(List.of("-f", "mp4"), audio.path().toString());
            map((inputs - 1) + ":a:0");
        }
        extras();
        args.addAll(maps);
        args.addAll(List.of("-c", "copy", "-c:s", "mov_text"));
        describeTracks();
        args.addAll(List.of("-avoid_negative_ts", "disabled", "-movie_timescale", "" + movieTimescale()));
        if (plan.video() != null) {
            args.addAll(List.of("-video_track_timescale", "" + plan.video().timescale()));
        }
        args.addAll(List.of(
                "-f", plan.video() == null ? "ipod" : "mp4", plan.target().toString()));
        return args;
    }

    private void input(List<String> options, String address) {
        args.addAll(options);
        args.addAll(InputFence.input(address, 1));
        inputs++;
    }

    private void map(String what) {
        maps.addAll(List.of("-map", what));
    }

    private void extras() {
        if (plan.extras() == null) {
            maps.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
            return;
        }
        input(List.of("-itsoffset", Seconds.of(plan.extrasOffset())), plan.extras());
        int input = inputs - 1;
        plan.subtitles().forEach(s -> map(input + ":" + s.index()));
        maps.addAll(List.of("-map_metadata", "" + input, "-map_chapters", "" + input));
    }

    private void describeTracks() {
        for (int i = 0; i < plan.audio().size(); i++) {
            AudioTrack track = plan.audio().get(i).track();
            describe("a:" + i, track.language(), track.title(), disposition(track.isDefault(), false));
        }
        for (int i = 0; i < plan.subtitles().size(); i++) {
            SubtitleTrack track = plan.subtitles().get(i);
            describe("s:" + i, track.language(), track.title(), disposition(track.isDefault(), track.forced()));
        }
    }

    private void describe(String stream, String language, String title, String disposition) {
        args.addAll(List.of("-metadata:s:" + stream, "language=" + (language == null ? "und" : language)));
        if (title != null) {
            // Players of MP4 show the name of the handler.
            args.addAll(List.of("-metadata:s:" + stream, "title=" + title));
            args.addAll(List.of("-metadata:s:" + stream, "handler_name=" + title));
        }
        args.addAll(List.of("-disposition:" + stream, disposition));
    }

    private static String disposition(boolean isDefault, boolean forced) {
        if (isDefault) {
            return forced ? "default+forced" : "default";
        }
        return forced ? "forced" : "0";
    }

    /** Edit lists are written in ticks of the movie: those of sound are exact then. */
    private int movieTimescale() {
        return plan.audio().isEmpty()
                ? DEFAULT_TIMESCALE
                : plan.audio().get(0).facts().timescale();
    }
}

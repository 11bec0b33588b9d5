package io.reelmill.merge.mux;

import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.mp4.Presentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into one file.
 *
 * @param video the joined picture, null for sound only
 * @param audio audio tracks in order
 * @param subtitles subtitle tracks of the source that are kept
 * @param extras address of the source when subtitles, chapters or metadata are taken from it, else null
 * @param extrasOffset seconds to add to the source's timestamps
 * @param target file to write
 */
public record MuxPlan(
        Joined video,
        List<AudioInput> audio,
        List<SubtitleTrack> subtitles,
        String extras,
        Rational extrasOffset,
        Path target) {

    public MuxPlan {
        audio = List.copyOf(audio);
        subtitles = List.copyOf(subtitles);
    }

    /** Subtitles need a picture to stand in. */
    public static List<SubtitleTrack> subtitles(TaskWork.Merge work, boolean picture) {
        return picture ? work.plan().facts().subtitles() : List.of();
    }

    /** Where tracks begin; without a picture all sound begins together, by the contract of its offset. */
    public Offsets offsets() {
        return Offsets.of(audio.stream().map(a -> a.track().offset()).toList());
    }

    /** When each track is presented, picture first. */
    public List<Presentation> presentations() {
        Offsets offsets = offsets();
        List<Presentation> tracks = new ArrayList<>();
        if (video != null) {
            tracks.add(new Presentation(offsets.video(), video.delay(), video.ticks(), video.ticks()));
        }
        for (int i = 0; i < audio.size(); i++) {
            tracks.add(new Presentation(
                    offsets.audio().get(i),
                    audio.get(i).facts().priming(),
                    audio.get(i).facts().presentedTicks(),
                    audio.get(i).facts().mediaTicks()));
        }
        return tracks;
    }
}

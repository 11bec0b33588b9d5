package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.ProbedStream.Kind;
import io.reelmill.messaging.worker.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The audio tracks that decode, and when each begins. */
final class Sounds {

    private static final Rational TOGETHER = new Rational(0, 1);
    private static final int PACKETS = 16;

    private final MediaProbe probe;
    private final List<String> warnings;

    Sounds(MediaProbe probe, List<String> warnings) {
        this.probe = probe;
        this.warnings = warnings;
    }

    /**
     * @param picture what was found about the picture, null when there is none
     */
    List<AudioTrack> tracks(ProbedFile file, Pictures.Found picture)
            throws ProbeException, TaskFailure, InterruptedException {
        List<AudioTrack> tracks = new ArrayList<>();
        for (ProbedStream stream : file.of(Kind.AUDIO).toList()) {
            FirstFrames frames = probe.firstFrames(stream.index(), PACKETS);
            SourceLimits.requireClear(stream, frames);
            if (!frames.any() || stream.channels() == 0 || stream.sampleRate() == 0) {
                warnings.add("the audio track in stream %d (%s) cannot be decoded and is left out"
                        .formatted(stream.index(), stream.codec() == null ? "unknown codec" : stream.codec()));
                continue;
            }
            tracks.add(track(stream, offset(stream, frames, picture)));
        }
        return tracks;
    }

    private static Rational offset(ProbedStream stream, FirstFrames frames, Pictures.Found picture) {
        Long first = frames.pts().stream().filter(Objects::nonNull).findFirst().orElse(null);
        if (picture == null || first == null || picture.start() == null) {
            return TOGETHER;
        }
        return stream.timeBase().times(first).minus(picture.start());
    }

    private static AudioTrack track(ProbedStream stream, Rational offset) {
        return new AudioTrack(
                stream.index(),
                stream.codec(),
                stream.channels(),
                stream.layout(),
                stream.sampleRate(),
                stream.language(),
                stream.title(),
                stream.isDefault(),
                offset,
                stream.durationSeconds());
    }
}

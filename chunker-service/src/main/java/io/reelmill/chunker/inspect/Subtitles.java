package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.ProbedStream.Kind;
import java.util.List;
import java.util.Set;

/** Which subtitles an MP4 can hold: those that are text. */
final class Subtitles {

    private static final Set<String> TEXT = Set.of("mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text");

    private Subtitles() {}

    static boolean keeps(ProbedStream stream) {
        return stream.codec() != null && TEXT.contains(stream.codec());
    }

    static List<SubtitleTrack> kept(ProbedFile file) {
        return file.of(Kind.SUBTITLE)
                .filter(Subtitles::keeps)
                .map(s -> new SubtitleTrack(s.index(), s.codec(), s.language(), s.title(), s.isDefault(), s.forced()))
                .toList();
    }
}

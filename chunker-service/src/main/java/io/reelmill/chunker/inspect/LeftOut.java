package io.reelmill.chunker.inspect;

import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import java.util.List;
import java.util.Objects;

/** One sentence about every stream that does not get into the output. */
final class LeftOut {

    private LeftOut() {}

    static List<String> of(ProbedFile file) {
        ProbedStream film = file.video().orElse(null);
        return file.streams().stream()
                .map(stream -> stream == film ? ofFilm(stream) : sentence(stream))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String ofFilm(ProbedStream stream) {
        return stream.dolbyVision()
                ? "the Dolby Vision data of the picture is not kept; players show what lies beneath it"
                : null;
    }

    private static String sentence(ProbedStream stream) {
        if (stream.attachedPicture()) {
            return "the cover picture (stream %d) is not kept".formatted(stream.index());
        }
        return switch (stream.kind()) {
            case AUDIO -> null;
            case VIDEO ->
                "the second picture track (stream %d, %s) is not kept".formatted(stream.index(), codec(stream));
            case SUBTITLE ->
                Subtitles.keeps(stream)
                        ? null
                        : "the subtitle track in stream %d (%s%s) cannot be kept as text"
                                .formatted(stream.index(), codec(stream), language(stream));
            case OTHER ->
                "stream %d (%s) is neither picture, sound nor subtitles and is not kept"
                        .formatted(stream.index(), codec(stream));
        };
    }

    private static String codec(ProbedStream stream) {
        if (stream.codec() != null && !stream.codec().equals("none")) {
            return stream.codec();
        }
        return stream.tag() == null || stream.tag().startsWith("[") ? "unknown codec" : stream.tag();
    }

    private static String language(ProbedStream stream) {
        return stream.language() == null ? "" : ", " + stream.language();
    }
}

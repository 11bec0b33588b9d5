package io.reelmill.media.probe;

import io.reelmill.media.probe.ProbedStream.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file as ffprobe describes it.
 *
 * @param format ffmpeg's name of the container format, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param durationSeconds length that the container tells or ffprobe estimates, 0 when unknown
 * @param title title in the metadata, null when there is none
 * @param chapters number of chapters
 * @param streams every stream, in order
 */
public record ProbedFile(
        String format, double durationSeconds, String title, int chapters, List<ProbedStream> streams) {

    public ProbedFile {
        streams = List.copyOf(streams);
    }

    /** The film: the default picture, else the first. Cover art is none. */
    public Optional<ProbedStream> video() {
        return of(Kind.VIDEO)
                .filter(stream -> !stream.attachedPicture())
                .min((a, b) -> Boolean.compare(b.isDefault(), a.isDefault()));
    }

    /** Streams of a kind, in order. */
    public Stream<ProbedStream> of(Kind kind) {
        return streams.stream().filter(stream -> stream.kind() == kind);
    }

    /** Whether the container is one of the MP4 family. */
    public boolean mp4() {
        return format.startsWith("mov,mp4");
    }

    /** Whether the container is one in which a demuxer finds the keyframe of any time. */
    public boolean seekable() {
        return mp4() || format.startsWith("matroska") || format.equals("ogg");
    }
}

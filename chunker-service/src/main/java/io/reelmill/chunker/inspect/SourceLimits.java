package io.reelmill.chunker.inspect;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.job.FailureCode;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.ProbedStream.Kind;
import io.reelmill.messaging.worker.TaskFailure;
import java.time.Duration;

/**
 * What is accepted.
 *
 * @param bytes largest source
 * @param duration longest source
 * @param pixels most pixels of a picture
 */
record SourceLimits(long bytes, Duration duration, long pixels) {

    static SourceLimits of(ChunkerConfig.Limits config) {
        return new SourceLimits(config.bytes().asLongValue(), config.duration(), config.pixels());
    }

    void requireSize(long size) throws TaskFailure {
        if (size == 0) {
            throw TaskFailure.badSource(FailureCode.NOT_MEDIA, "the file is empty");
        }
        if (size > bytes) {
            throw TaskFailure.badSource(
                    FailureCode.TOO_LARGE, "the file has %d bytes; at most %d are accepted".formatted(size, bytes));
        }
    }

    /** Checks what the head of the file says. */
    void require(ProbedFile file) throws TaskFailure {
        requireLength(file.durationSeconds());
        requireStreams(file);
        for (ProbedStream stream : file.streams()) {
            if (stream.kind() == Kind.VIDEO && !stream.attachedPicture()) {
                requirePicture(stream);
            }
        }
    }

    void requireLength(double seconds) throws TaskFailure {
        if (seconds > duration.toSeconds()) {
            throw TaskFailure.badSource(
                    FailureCode.TOO_LONG,
                    "the media runs for %.0f s; at most %d s are accepted".formatted(seconds, duration.toSeconds()));
        }
    }

    private static void requireStreams(ProbedFile file) throws TaskFailure {
        if (file.video().isEmpty() && file.of(Kind.AUDIO).findAny().isEmpty()) {
            throw TaskFailure.badSource(
                    FailureCode.NO_STREAMS,
                    "the file (%s) has %d streams, and none is picture or sound"
                            .formatted(file.format(), file.streams().size()));
        }
        for (ProbedStream stream : file.streams()) {
            if (stream.encrypted()) {
                throw TaskFailure.badSource(
                        FailureCode.ENCRYPTED, "stream %d is encrypted (%s)".formatted(stream.index(), stream.tag()));
            }
        }
    }

    /** Some containers tell it only with each packet. */
    static void requireClear(ProbedStream stream, FirstFrames first) throws TaskFailure {
        if (first.encrypted()) {
            throw TaskFailure.badSource(
                    FailureCode.ENCRYPTED, "the packets of stream %d are encrypted".formatted(stream.index()));
        }
    }

    private void requirePicture(ProbedStream stream) throws TaskFailure {
        if ((long) stream.width() * stream.height() > pixels) {
            throw TaskFailure.badSource(
                    FailureCode.TOO_MANY_PIXELS,
                    "the picture has %d × %d pixels; at most %d are accepted"
                            .formatted(stream.width(), stream.height(), pixels));
        }
    }
}

package io.reelmill.chunker.inspect;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.PacketIndex;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The picture track: that it decodes, when its frames are, and how they can be reached. */
@ApplicationScoped
class Pictures {

    /** Enough to see the first pictures of any order of decoding. */
    private static final int PACKETS = 40;

    private final Duration passLimit;

    Pictures(ChunkerConfig config) {
        this.passLimit = config.passTimeout();
    }

    /**
     * What was found.
     *
     * @param track the facts
     * @param index its frames
     * @param media the object to read them from
     * @param start when its first frame is shown, on the clock of the source, in seconds
     * @param bytesRead bytes of the source read beside what ffprobe read
     */
    record Found(VideoTrack track, FrameIndex index, ObjectRef media, Rational start, long bytesRead) {}

    Found inspect(TaskContext context, Source input, ProbedFile file, ProbedStream stream, List<String> warnings)
            throws ProbeException, TaskFailure, InterruptedException {
        FirstFrames first = firstFrames(input, stream);
        Mp4Frames mp4 = new Mp4Frames(input, passLimit);
        Optional<FrameIndex> quick = file.mp4() ? mp4.read(input, stream, first, warnings) : Optional.empty();
        FrameIndex index = quick.isPresent()
                ? quick.get()
                : PacketIndex.read(input.prober(), stream.index(), passLimit)
                        .orElseThrow(() ->
                                TaskFailure.badSource(FailureCode.BAD_MEDIA, "the picture's packets have no times"));
        Long start = first.pts().stream().filter(Objects::nonNull).findFirst().orElse(null);
        FrameIndex shown = start == null ? index : index.from(start);
        int build = "h264".equals(stream.codec()) ? input.probe().x264Build(stream.index()) : 0;
        VideoTrack track = VideoFacts.of(stream, first, shown, build, Access.RANDOM);
        return new Found(track, shown, input.object(), stream.timeBase().times(shown.pts()[0]), mp4.bytesRead());
    }

    private static FirstFrames firstFrames(Source input, ProbedStream stream)
            throws ProbeException, TaskFailure, InterruptedException {
        if (stream.codec() == null
                || stream.codec().equals("none")
                || stream.codec().equals("unknown")) {
            throw TaskFailure.badSource(
                    FailureCode.UNSUPPORTED_CODEC, "the picture's codec (%s) is not known".formatted(stream.tag()));
        }
        FirstFrames first = input.probe().firstFrames(stream.index(), PACKETS);
        if (!first.any()) {
            throw TaskFailure.badSource(
                    FailureCode.UNSUPPORTED_CODEC,
                    "none of the first %d pictures (%s) can be decoded".formatted(PACKETS, stream.codec()));
        }
        return first;
    }
}

package io.reelmill.chunker.inspect;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.DecodedFrames;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.PacketIndex;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.Prober;
import io.reelmill.messaging.worker.TaskFailure;
import java.time.Duration;
import java.util.Optional;

/** Finds out when the frames of a stream are shown, with as little reading and decoding as that takes. */
final class Timelines {

    private final Prober prober;
    private final Duration limit;

    Timelines(Prober prober, Duration limit) {
        this.prober = prober;
        this.limit = limit;
    }

    /** By packets, where each packet is one picture with a time of its own; empty where that is not so. */
    Optional<Timeline> byPackets(ProbedStream stream, FirstFrames first) throws ProbeException, InterruptedException {
        Optional<FrameIndex> index = PacketIndex.read(prober, stream.index(), limit);
        return index.isPresent() ? byIndex(stream, first, index.get()) : Optional.empty();
    }

    /** By an index; what decodes is asked where the index alone does not name the frames. */
    Optional<Timeline> byIndex(ProbedStream stream, FirstFrames first, FrameIndex index)
            throws ProbeException, InterruptedException {
        if (!index.seekable()) {
            return Optional.empty();
        }
        if (first.followPackets() && !hidesPictures(stream)) {
            return Optional.of(new Timeline(first, index.from(first.pts().get(0)), Access.RANDOM));
        }
        DecodedFrames decoded = decoded(stream);
        return decoded.named() && decoded.times().length > 0
                ? Optional.of(new Timeline(first, decoded.indexWith(index), Access.RANDOM))
                : Optional.empty();
    }

    /** By decoding all of it: where that names the frames they can be sought by packets, else they are only counted. */
    Timeline byDecoding(ProbedStream stream, FirstFrames first)
            throws ProbeException, TaskFailure, InterruptedException {
        Optional<FrameIndex> packets = PacketIndex.read(prober, stream.index(), limit);
        DecodedFrames decoded = required(stream);
        boolean named = decoded.named() && packets.isPresent() && packets.get().seekable();
        return named
                ? new Timeline(first, decoded.indexWith(packets.get()), Access.RANDOM)
                : new Timeline(first, decoded.index(), Access.SEQUENTIAL);
    }

    /** By counting what decodes, from the first to the last. */
    Timeline bySequence(ProbedStream stream, FirstFrames first)
            throws ProbeException, TaskFailure, InterruptedException {
        return new Timeline(first, required(stream).index(), Access.SEQUENTIAL);
    }

    private DecodedFrames required(ProbedStream stream) throws ProbeException, TaskFailure, InterruptedException {
        DecodedFrames decoded = decoded(stream);
        if (decoded.times().length == 0) {
            throw TaskFailure.badSource(
                    FailureCode.UNSUPPORTED_CODEC, "no picture (%s) can be decoded".formatted(stream.codec()));
        }
        return decoded;
    }

    private DecodedFrames decoded(ProbedStream stream) throws ProbeException, InterruptedException {
        return DecodedFrames.read(prober, stream.index(), Runtime.getRuntime().availableProcessors(), limit);
    }

    /** VP8 has packets that are decoded and never shown. */
    private static boolean hidesPictures(ProbedStream stream) {
        return "vp8".equals(stream.codec());
    }
}

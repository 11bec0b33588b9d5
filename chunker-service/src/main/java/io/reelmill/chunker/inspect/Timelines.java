package io.reelmill.chunker.inspect;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.command.Seconds;
import io.reelmill.media.probe.DecodedFrames;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.PacketIndex;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.Prober;
import io.reelmill.messaging.worker.TaskFailure;
import java.time.Duration;
import java.util.Optional;

/** Finds out when the frames of a stream are shown, with as little reading and decoding as that takes. */
final class Timelines {

    /** Packets within which a copy ends, seen from its last keyframe. */
    private static final int LAST_PACKETS = 600;

    private final Prober prober;
    private final Duration limit;

    /**
     * @param prober whom to ask
     * @param limit how long one pass over the whole source may take
     */
    Timelines(Prober prober, Duration limit) {
        this.prober = prober;
        this.limit = limit;
    }

    /** The frames by one pass over the packets; empty where one has no time. */
    Optional<FrameIndex> packets(ProbedStream stream) throws ProbeException, InterruptedException {
        return PacketIndex.read(prober, stream.index(), limit);
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

    /**
     * Of a copy: by its packets where nothing speaks against them. They are whole pictures where the picture is told to be
     * progressive (else one picture may come in two packets, one for each field), a constant distance apart (else some may be
     * lost, or fields), and decode to themselves at both ends. Where anything speaks against them all of it is decoded: where
     * that names the frames they can be sought by packets, else they are only counted.
     *
     * @param intact whether the copy was made of a progressive source that nobody complained about
     */
    Timeline ofCopy(MediaProbe probe, ProbedStream stream, FirstFrames first, boolean intact)
            throws ProbeException, TaskFailure, InterruptedException {
        Optional<FrameIndex> packets = packets(stream);
        if (intact && packets.isPresent() && plain(probe, stream, first, packets.get())) {
            return new Timeline(first, packets.get().from(first.pts().get(0)), Access.RANDOM);
        }
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

    private static boolean plain(MediaProbe probe, ProbedStream stream, FirstFrames first, FrameIndex packets)
            throws InterruptedException {
        return packets.seekable()
                && !packets.variableRate()
                && first.followPackets()
                && !hidesPictures(stream)
                && endsPlain(probe, stream, packets);
    }

    /** Where the last frames decode to themselves; not where that cannot be told in time. */
    private static boolean endsPlain(MediaProbe probe, ProbedStream stream, FrameIndex packets)
            throws InterruptedException {
        long[] pts = packets.pts();
        long[] keyframes = packets.keyframes();
        String seconds = Seconds.of(keyframes[keyframes.length - 1], stream.timeBase());
        try {
            FirstFrames last = probe.framesFrom(stream.index(), seconds, LAST_PACKETS);
            return last.followPackets() && last.pts().get(last.pts().size() - 1) == pts[pts.length - 1];
        } catch (ProbeException e) {
            return false;
        }
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

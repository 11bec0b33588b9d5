package io.reelmill.chunker.inspect;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.Prober;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The picture track: that it decodes, when its frames are, and how they can be reached. */
@ApplicationScoped
class Pictures {

    /** Enough to see the first pictures of any order of decoding, and enough where the first ones are damaged. */
    private static final List<Integer> PACKETS = List.of(40, 600);

    private final ObjectStore store;
    private final Remuxer remuxer;
    private final Duration probeLimit;

    Pictures(ObjectStore store, Remuxer remuxer, ChunkerConfig config) {
        this.store = store;
        this.remuxer = remuxer;
        this.probeLimit = config.probeTimeout();
    }

    /**
     * What was found.
     *
     * @param track the facts
     * @param index its frames
     * @param media the object to read them from
     * @param start when its first frame is shown, on the clock of the source, in seconds; null when not told
     * @param bytesRead bytes of the source read beside what ffprobe read
     * @param captions whether pictures carry captions inside
     */
    record Found(
            VideoTrack track, FrameIndex index, ObjectRef media, Rational start, long bytesRead, boolean captions) {}

    Found inspect(TaskContext context, Source input, ProbedFile file, ProbedStream film, List<String> warnings)
            throws ProbeException, TaskFailure, InterruptedException {
        ProbedStream stream = input.probe().withLight(film);
        FirstFrames first = firstFrames(input.probe(), stream);
        if (stream.rotation() == 0 && first.rotation() != null && first.rotation() != 0) {
            warnings.add(
                    "the picture itself says that it is turned by %d degrees; only turns that the container tells are made"
                            .formatted(first.rotation()));
        }
        if (first.dynamicHdr()) {
            warnings.add("the HDR10+ data of the picture, which change from scene to scene, are not kept");
        }
        int build = "h264".equals(stream.codec()) ? input.probe().x264Build(stream.index()) : 0;
        Mp4Frames mp4 = new Mp4Frames(input, probeLimit);
        Optional<Timeline> direct = direct(context, input, file, stream, first, mp4, warnings);
        if (direct.isPresent()) {
            Timeline timeline = Keyframes.examined(input.probe(), stream, direct.get());
            VideoTrack track = VideoFacts.of(stream, stream, timeline, build);
            Rational start = stream.timeBase().times(timeline.index().pts()[0]);
            Gaps.sentence(timeline.index(), input.prober().complaints()).ifPresent(warnings::add);
            return new Found(track, timeline.index(), input.object(), start, mp4.bytesRead(), first.captions());
        }
        return normalised(context, at(context, input, first), stream, first, build, warnings);
    }

    private static FirstFrames firstFrames(MediaProbe probe, ProbedStream stream)
            throws ProbeException, TaskFailure, InterruptedException {
        if (stream.codec() == null
                || stream.codec().equals("none")
                || stream.codec().equals("unknown")) {
            throw TaskFailure.badSource(
                    FailureCode.UNSUPPORTED_CODEC, "the picture's codec (%s) is not known".formatted(stream.tag()));
        }
        for (int packets : PACKETS) {
            FirstFrames first = probe.firstFrames(stream.index(), packets);
            SourceLimits.requireClear(stream, first);
            if (first.any()) {
                return first;
            }
        }
        throw TaskFailure.badSource(
                FailureCode.UNSUPPORTED_CODEC,
                "none of the first pictures (%s) can be decoded".formatted(stream.codec()));
    }

    /** Where the source itself can be read at random. */
    private Optional<Timeline> direct(
            TaskContext context,
            Source input,
            ProbedFile file,
            ProbedStream stream,
            FirstFrames first,
            Mp4Frames mp4,
            List<String> warnings)
            throws ProbeException, TaskFailure, InterruptedException {
        if (!file.seekable()) {
            return Optional.empty();
        }
        Timelines timelines = timelines(context, input.prober());
        Optional<FrameIndex> index = file.mp4() ? mp4.read(input, stream, first, warnings) : Optional.empty();
        if (index.isEmpty()) {
            index = timelines.packets(stream);
        }
        if (index.isEmpty()) {
            return Optional.empty();
        }
        if (!index.get().unique()) {
            warnings.add(
                    "some pictures of the source have the time of the one before them; they are shown right after it");
        }
        return timelines.byIndex(stream, first, index.get());
    }

    /** Passes over the whole source take what is left of the attempt's time, which grows with the source. */
    private static Timelines timelines(TaskContext context, Prober prober) {
        return new Timelines(prober, context.deadline().untilSoft());
    }

    private static Prober prober(TaskContext context, Source input, Path file) {
        return new Prober(input.tools(), file.toString(), file.toFile().length(), context.scratch());
    }

    /** The source where it is read from: where packets have no times a copy may not name frames, and they are counted here. */
    private Source at(TaskContext context, Source input, FirstFrames first) throws TaskFailure {
        if (first.timed()) {
            return input;
        }
        Path file = remuxer.fetch(context, input);
        Prober prober = prober(context, input, file);
        return new Source(
                input.object(),
                input.bytes(),
                file.toString(),
                input.tools(),
                prober,
                new MediaProbe(prober, probeLimit),
                input.allowPartial());
    }

    /** Where it cannot, a copy of the picture alone is. */
    private Found normalised(
            TaskContext context, Source input, ProbedStream stream, FirstFrames first, int build, List<String> warnings)
            throws ProbeException, TaskFailure, InterruptedException {
        Remuxer.Copy made = remuxer.remux(context, input, stream);
        Path copy = made.file();
        Prober prober = prober(context, input, copy);
        MediaProbe probe = new MediaProbe(prober, probeLimit);
        ProbedStream copied = probe.file().video().orElse(null);
        if (copied == null) {
            throw TaskFailure.badSource(FailureCode.BAD_MEDIA, "no picture is left after copying it");
        }
        boolean intact = made.intact() && stream.progressive() && !first.interlaced();
        Timeline timeline = timelines(context, prober).ofCopy(probe, copied, firstFrames(probe, copied), intact);
        if (timeline.access() == Access.SEQUENTIAL) {
            return sequential(context, input, stream, first, build, warnings);
        }
        timeline = Keyframes.examined(probe, copied, timeline);
        VideoTrack track = VideoFacts.of(copied, stream, timeline, build);
        String key =
                ObjectKeys.normalised(context.item().jobId(), context.item().attempt());
        context.checkStopped();
        store.upload(key, copy, "video/quicktime");
        Rational begin = CopyStart.onSourceClock(input.probe(), stream, first, copied, timeline.index());
        return new Found(track, timeline.index(), store.ref(key), begin, input.bytes(), first.captions());
    }

    /** Where not even a copy can, its frames are counted and encoded in one piece, from the source as it is. */
    private Found sequential(
            TaskContext context, Source input, ProbedStream stream, FirstFrames first, int build, List<String> warnings)
            throws ProbeException, TaskFailure, InterruptedException {
        warnings.add("the times of the source's pictures do not tell them apart; they are encoded in one piece");
        Timeline timeline = timelines(context, input.prober()).bySequence(stream, first);
        VideoTrack track = VideoFacts.of(stream, stream, timeline, build);
        Rational start = stream.timeBase().times(timeline.index().pts()[0]);
        return new Found(track, timeline.index(), input.object(), start, input.bytes(), first.captions());
    }
}

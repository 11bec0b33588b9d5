package io.reelmill.chunker.inspect;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.chunker.plan.Inspection;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.memory.MemoryWatch;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.Prober;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at a source from the outside in: is it there, is it media, does it decode, when are its frames. */
@ApplicationScoped
public class SourceInspector {

    private final ObjectStore store;
    private final MediaTools tools;
    private final MemoryGuard guard;
    private final Pictures pictures;
    private final SourceLimits limits;
    private final Duration probeTimeout;

    SourceInspector(ObjectStore store, MediaTools tools, MemoryGuard guard, Pictures pictures, ChunkerConfig config) {
        this.store = store;
        this.tools = tools;
        this.guard = guard;
        this.pictures = pictures;
        this.limits = SourceLimits.of(config.limits());
        this.probeTimeout = config.probeTimeout();
    }

    /**
     * Finds out everything that planning needs.
     *
     * @param allowPartial whether a source that ends early is taken as far as it goes
     * @throws TaskFailure when it cannot be transcoded, with the code and the sentence that tell why
     */
    public Inspection inspect(TaskContext context, ObjectRef source, boolean allowPartial)
            throws TaskFailure, InterruptedException {
        StoredObject stored = store.stat(source)
                .orElseThrow(() -> TaskFailure.badSource(
                        FailureCode.SOURCE_NOT_FOUND,
                        "there is no object %s in the bucket %s".formatted(source.key(), source.bucket())));
        limits.requireSize(stored.bytes());
        Duration linkValidity = context.deadline().limits().hard().multipliedBy(2);
        String address = store.presign(source, linkValidity).toString();
        MemoryWatch watch = guard.watch(context.item().predictedBytes());
        context.watchedBy(watch::use);
        MediaTools watched = tools.within(watch);
        Prober prober = new Prober(watched, address, stored.bytes(), context.scratch());
        MediaProbe probe = new MediaProbe(prober, probeTimeout);
        Source input = new Source(source, stored.bytes(), address, watched, prober, probe, allowPartial);
        try {
            return inspect(context, input);
        } catch (ProbeException e) {
            throw failure(input, e);
        }
    }

    private Inspection inspect(TaskContext context, Source input)
            throws ProbeException, TaskFailure, InterruptedException {
        ProbedFile file = file(input);
        limits.require(file);
        List<String> warnings = new ArrayList<>(LeftOut.of(file));
        requireWhole(input, warnings);
        Pictures.Found found = file.video().isPresent()
                ? pictures.inspect(context, input, file, file.video().get(), warnings)
                : null;
        List<AudioTrack> audio = new Sounds(input.probe(), warnings).tracks(file, found);
        if (found != null) {
            limits.requireLength(found.track().durationSeconds());
        }
        if (found == null && audio.isEmpty()) {
            throw TaskFailure.badSource(FailureCode.UNSUPPORTED_CODEC, "none of the streams can be decoded");
        }
        SourceFacts facts = new SourceFacts(
                file.format(),
                input.bytes(),
                found == null ? null : found.track(),
                audio,
                Subtitles.kept(file),
                file.chapters(),
                file.title(),
                found == null ? null : found.start());
        return new Inspection(
                input.object(),
                found == null ? input.object() : found.media(),
                facts,
                found == null ? null : found.index(),
                input.prober().bytesRead() + (found == null ? 0 : found.bytesRead()),
                found != null && found.captions(),
                warnings);
    }

    /** MP4 files make their promise by an index, which is looked at later. */
    private void requireWhole(Source input, List<String> warnings) throws TaskFailure {
        long promised = PromisedSize.of(
                        FirstBytes.of(store, input.object(), input.bytes()).bytes())
                .orElse(0);
        if (promised <= input.bytes()) {
            return;
        }
        String figures = "the file says that it has %d bytes and ends after %d".formatted(promised, input.bytes());
        if (!input.allowPartial()) {
            throw TaskFailure.badSource(FailureCode.TRUNCATED, figures);
        }
        warnings.add("the source is cut off: " + figures);
    }

    private ProbedFile file(Source input) throws TaskFailure, InterruptedException {
        try {
            return input.probe().file();
        } catch (ProbeException e) {
            throw refusal(input, e);
        }
    }

    /** ffprobe says no: because the store is away, because the file ends early, or because it is no media. */
    private TaskFailure refusal(Source input, ProbeException e) {
        if (e.kind() == ProbeException.Kind.ENDED) {
            return new TaskFailure(e.death().outcome(), e.getMessage());
        }
        store.stat(input.object());
        if (e.kind() == ProbeException.Kind.TIMED_OUT) {
            return TaskFailure.badSource(
                    FailureCode.NOT_MEDIA, "the file could not be understood in time: " + e.getMessage());
        }
        return Refusals.of(FirstBytes.of(store, input.object(), input.bytes()), e.getMessage());
    }

    /** What was media at first sight failed later. */
    private TaskFailure failure(Source input, ProbeException e) {
        store.stat(input.object());
        return switch (e.kind()) {
            case REFUSED -> TaskFailure.badSource(FailureCode.BAD_MEDIA, e.getMessage());
            case TIMED_OUT -> new TaskFailure(Outcome.TIMED_OUT, e.getMessage());
            case ENDED -> new TaskFailure(e.death().outcome(), e.getMessage());
            case INCOMPLETE -> new TaskFailure(Outcome.INTERNAL, e.getMessage());
        };
    }
}

package io.reelmill.merge;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.MergeReport.Check;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.attempt.Parallel;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.mux.AudioInput;
import io.reelmill.merge.mux.MuxPlan;
import io.reelmill.merge.mux.Muxer;
import io.reelmill.merge.mux.Offsets;
import io.reelmill.merge.publish.VerifiedFile;
import io.reelmill.merge.verify.ChunkEvidence;
import io.reelmill.merge.verify.ChunkProof;
import io.reelmill.merge.verify.PublishedFacts;
import io.reelmill.merge.verify.PublishedProof;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;

/** Muxes one rendition while its chunks are proved, then proves the finished file. */
final class RenditionMerge {

    private final MergeAttempt attempt;
    private final PublishedProof published;
    private final TaskWork.Merge work;
    private final String sourceUrl;

    RenditionMerge(MergeAttempt attempt, PublishedProof published, TaskWork.Merge work, String sourceUrl) {
        this.attempt = attempt;
        this.published = published;
        this.work = work;
        this.sourceUrl = sourceUrl;
    }

    /**
     * A rendition that was muxed and measured.
     *
     * @param file the finished file
     * @param checks all checks of it
     * @param warnings sentences for people
     * @param rejections chunks that must be done again
     */
    record Merged(VerifiedFile file, List<Check> checks, List<String> warnings, List<TaskEvent.Rejection> rejections) {}

    /** Everything of a rendition whose chunks are all there; {@code joined} and {@code proof} are null for sound only. */
    Merged merge(RenditionPlan rendition, Joined joined, ChunkProof proof, List<AudioInput> audio)
            throws TaskFailure, IOException, InterruptedException {
        MuxPlan plan = plan(rendition, joined, audio);
        Path file = attempt.scratch(rendition.name() + ".published");
        Parallel parallel = attempt.parallel();
        Future<ChunkEvidence> evidence = proof == null ? null : parallel.start(proof::prove);
        PublishedFacts facts = parallel.get(parallel.start(() -> build(plan, file)));
        ChunkEvidence proved = evidence == null ? null : parallel.get(evidence);
        PublishedProof.Result result =
                published.prove(attempt, rendition.name(), plan, work.plan().facts(), proved, facts);
        VerifiedFile verified = new VerifiedFile(
                file,
                rendition.name(),
                result.width(),
                result.height(),
                result.frames(),
                result.durationSeconds(),
                audio.size(),
                plan.subtitles().size());
        return new Merged(
                verified, result.checks(), result.warnings(), proved == null ? List.of() : proved.rejections());
    }

    /** Muxes, finishes and measures; on a thread of the attempt, so that a stop interrupts it anywhere. */
    private PublishedFacts build(MuxPlan plan, Path file) throws TaskFailure, IOException, InterruptedException {
        Muxer.mux(attempt, plan);
        if (plan.video() != null) {
            Files.delete(plan.video().file());
        }
        Muxer.finish(plan, file);
        return published.measure(attempt, plan, work.plan().facts().video(), file);
    }

    private MuxPlan plan(RenditionPlan rendition, Joined joined, List<AudioInput> audio) {
        List<SubtitleTrack> subtitles = MuxPlan.subtitles(work, joined != null);
        boolean extras = !subtitles.isEmpty()
                || work.plan().facts().chapters() > 0
                || work.plan().facts().title() != null;
        Offsets offsets = Offsets.of(audio.stream().map(a -> a.track().offset()).toList());
        return new MuxPlan(
                joined,
                audio,
                subtitles,
                extras ? sourceUrl : null,
                extrasOffset(offsets),
                attempt.scratch(rendition.name() + ".muxed"));
    }

    /** What is added to the source's own timestamps: its first frame comes where the picture begins. */
    private Rational extrasOffset(Offsets offsets) {
        Rational start = work.plan().facts().pictureStart();
        Rational first = start == null ? new Rational(0, 1) : start;
        return offsets.video().minus(first);
    }
}

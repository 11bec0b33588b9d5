package io.reelmill.merge.verify;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.run.RunResult;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.join.Timeline;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes excerpts of a rendition around its joints and in every chunk, and compares pictures with the source's. */
public final class ChunkProof {

    /** Chunks in one excerpt: bounds the command line and the size of the file. */
    private static final int CHUNKS_PER_EXCERPT = 64;

    private final MergeAttempt attempt;
    private final String rendition;
    private final VerifyCommands commands;
    private final Joined joined;
    private final List<PictureChoice.Target> targets;
    private final Map<Long, Signature> source;
    private final List<ExcerptFile> excerpts = new ArrayList<>();
    private final ChunkVerdicts verdicts;
    private int decoded;

    private ChunkProof(
            MergeAttempt attempt,
            int threads,
            String rendition,
            Joined joined,
            List<PictureChoice.Target> targets,
            Map<Long, Signature> source) {
        this.attempt = attempt;
        this.rendition = rendition;
        this.commands = new VerifyCommands(threads);
        this.joined = joined;
        this.targets = targets;
        this.source = source;
        this.verdicts = new ChunkVerdicts(joined);
    }

    /**
     * Chooses what to decode and copies it out of the joined file, which is not needed afterwards.
     *
     * @throws TaskFailure when the source gives no picture for some chunk
     */
    public static ChunkProof prepare(
            MergeAttempt attempt,
            int threads,
            String rendition,
            VideoTrack track,
            Joined joined,
            SourcePictures pictures)
            throws TaskFailure, IOException, InterruptedException {
        PictureChoice choice = new PictureChoice(joined, new Timeline(track, joined.timescale()));
        PictureSearch search = new PictureSearch(choice, pictures, joined);
        List<PictureChoice.Target> targets = search.targets();
        ChunkProof proof = new ChunkProof(attempt, threads, rendition, joined, targets, search.source());
        Excerpt whole = Excerpt.of(joined, targets);
        int number = 0;
        for (Excerpt batch : whole.batches(CHUNKS_PER_EXCERPT)) {
            Path path = attempt.scratch("%s.excerpt-%d".formatted(rendition, number++));
            proof.excerpts.add(ExcerptWriter.write(joined, batch, path));
        }
        return proof;
    }

    /** Decodes and compares. */
    public ChunkEvidence prove() throws TaskFailure, IOException, InterruptedException {
        for (ExcerptFile excerpt : excerpts) {
            Decoded result = decode(excerpt);
            decoded += result.pts().size();
            if (!result.clean(excerpt)) {
                attribute(excerpt);
            }
            verdicts.compare(targets, source, result.pictures());
            Files.delete(excerpt.path());
        }
        return new ChunkEvidence(verdicts.rejections(), decoded, verdicts.compared(), verdicts.worst());
    }

    private final class Decoded {
        private final RunResult run;
        private final Set<Long> pts;
        private final Map<Long, Signature> pictures;

        Decoded(RunResult run, Set<Long> pts, Map<Long, Signature> pictures) {
            this.run = run;
            this.pts = pts;
            this.pictures = pictures;
        }

        Set<Long> pts() {
            return pts;
        }

        Map<Long, Signature> pictures() {
            return pictures;
        }

        long missing(ExcerptFile excerpt) {
            long missing = 0;
            for (Excerpt.Run r : excerpt.excerpt().runs()) {
                for (int i = r.from(); i < r.to(); i++) {
                    missing += pts.contains(joined.samples().pts(i)) ? 0 : 1;
                }
            }
            return missing;
        }

        boolean clean(ExcerptFile excerpt) {
            return run.exitCode() == 0 && run.decodeErrors() == 0 && missing(excerpt) == 0;
        }

        String fault(ExcerptFile excerpt) {
            return "does not decode: %d errors, %d of %d frames missing; %s"
                    .formatted(
                            run.decodeErrors(),
                            missing(excerpt),
                            excerpt.excerpt().frames(),
                            run.stderrTail().lines().findFirst().orElse(""));
        }
    }

    private Decoded decode(ExcerptFile excerpt) throws TaskFailure, IOException, InterruptedException {
        Path pictures = Path.of(excerpt.path() + ".gray");
        Path listing = Path.of(excerpt.path() + ".pts");
        List<Long> wanted = targets.stream()
                .filter(t -> excerpt.ranges().containsKey(t.span()))
                .map(t -> joined.samples().pts(t.sample()) + joined.delay())
                .sorted()
                .toList();
        RunResult run = attempt.ffmpeg(commands.excerpt(excerpt.path(), joined.timescale(), wanted, pictures, listing));
        Set<Long> pts = new HashSet<>();
        SignatureFile.pts(listing).forEach(p -> pts.add(p - joined.delay()));
        List<Long> there = wanted.stream()
                .map(p -> p - joined.delay())
                .filter(pts::contains)
                .toList();
        return new Decoded(run, pts, SignatureFile.read(pictures, there));
    }

    /** Decodes each chunk's part alone: what fails there is that chunk's fault. */
    private void attribute(ExcerptFile excerpt) throws TaskFailure, IOException, InterruptedException {
        boolean found = false;
        for (int span : excerpt.ranges().keySet()) {
            ExcerptFile alone = excerpt.alone(span, attempt.scratch("%s.alone-%d".formatted(rendition, span)));
            Decoded result = decode(alone);
            if (!result.clean(alone)) {
                found = true;
                verdicts.fault(span, result.fault(alone));
            }
            Files.delete(alone.path());
        }
        if (!found) {
            throw new TaskFailure(
                    Outcome.VERIFY_FAILED, "chunks of " + rendition + " decode alone and not one after the other");
        }
    }
}

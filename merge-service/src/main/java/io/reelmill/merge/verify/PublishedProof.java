package io.reelmill.merge.verify;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.MergeReport.Check;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.mux.MuxPlan;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a finished file and checks it. */
public final class PublishedProof {

    private final FfprobeRunner ffprobe;

    public PublishedProof(FfprobeRunner ffprobe) {
        this.ffprobe = ffprobe;
    }

    /**
     * What the file is.
     *
     * @param checks all checks, with those that failed
     * @param width width in pixels, 0 for sound only
     * @param height height in pixels, 0 for sound only
     * @param frames frames in the file
     * @param durationSeconds length of its longest track
     */
    public record Result(List<Check> checks, int width, int height, long frames, double durationSeconds) {}

    /** Measures and checks one file; {@code track} and {@code evidence} are null for sound only. */
    public Result prove(
            MergeAttempt attempt,
            String rendition,
            MuxPlan plan,
            VideoTrack track,
            ChunkEvidence evidence,
            PublishedFacts facts)
            throws TaskFailure {
        attempt.check();
        List<Check> checks = PublishedChecks.of(rendition, plan, track, facts, evidence);
        StreamFacts video = facts.of("video").stream().findFirst().orElse(null);
        double end = facts.streams().stream()
                .filter(s -> s.timeBase() != null)
                .mapToDouble(s -> s.startSeconds() + s.durationSeconds())
                .max()
                .orElse(0);
        return new Result(
                checks, video == null ? 0 : video.width(), video == null ? 0 : video.height(), facts.pts().length, end);
    }

    /** Reads every packet of the file. */
    public PublishedFacts measure(MergeAttempt attempt, MuxPlan plan, Path file)
            throws TaskFailure, InterruptedException {
        PublishedReader reader = new PublishedReader(plan.video());
        List<String> question = new ArrayList<>(PublishedReader.QUESTION);
        question.add(file.toString());
        FfprobeRunner.Probe probe = ffprobe.lines(question, attempt.remaining(), reader::accept);
        if (!probe.ok()) {
            throw new TaskFailure(Outcome.VERIFY_FAILED, "the finished file cannot be read: " + probe.errors());
        }
        return reader.facts();
    }
}

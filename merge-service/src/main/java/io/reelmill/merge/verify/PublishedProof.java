package io.reelmill.merge.verify;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.MergeReport.Check;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.probe.LightFacts;
import io.reelmill.media.probe.LightReader;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.mp4.MalformedMediaException;
import io.reelmill.merge.mp4.MovieFile;
import io.reelmill.merge.mp4.TrackFacts;
import io.reelmill.merge.mux.MuxPlan;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a finished file and checks it. */
public final class PublishedProof {

    private final boolean allowPartial;

    /** @param allowPartial whether fewer frames than the source promises will do */
    public PublishedProof(boolean allowPartial) {
        this.allowPartial = allowPartial;
    }

    /**
     * What the file is.
     *
     * @param checks all checks, with those that failed
     * @param width width in pixels, 0 for sound only
     * @param height height in pixels, 0 for sound only
     * @param frames frames in the file
     * @param durationSeconds length of its longest track
     * @param warnings what is not as in the source and spoils nothing
     */
    public record Result(
            List<Check> checks, int width, int height, long frames, double durationSeconds, List<String> warnings) {}

    /** Measures and checks one file; {@code evidence} is null for sound only. */
    public Result prove(
            MergeAttempt attempt,
            String rendition,
            MuxPlan plan,
            SourceFacts source,
            ChunkEvidence evidence,
            PublishedFacts facts)
            throws TaskFailure {
        attempt.check();
        List<Check> checks = PublishedChecks.of(rendition, plan, source.video(), allowPartial, facts, evidence);
        StreamFacts video = facts.of("video").stream().findFirst().orElse(null);
        return new Result(
                checks,
                video == null ? 0 : video.width(),
                video == null ? 0 : video.height(),
                facts.pts().length,
                end(facts),
                PublishedWarnings.of(rendition, source, facts));
    }

    /** When the last track ends; ffprobe counts priming into the length of sound that starts late, so the index is asked. */
    private static double end(PublishedFacts facts) {
        double end = 0;
        for (StreamFacts video : facts.of("video")) {
            end = Math.max(end, video.startSeconds() + video.durationSeconds());
        }
        for (int i = 0; i < facts.audioTracks().size(); i++) {
            TrackFacts track = facts.audioTracks().get(i);
            double length = (double) track.presentedTicks() / track.timescale();
            end = Math.max(end, facts.of("audio").get(i).startSeconds() + length);
        }
        return end;
    }

    /** Reads every packet of the file. */
    public PublishedFacts measure(MergeAttempt attempt, MuxPlan plan, VideoTrack track, Path file)
            throws TaskFailure, IOException, InterruptedException {
        PublishedReader reader = new PublishedReader(plan.video());
        List<String> question = new ArrayList<>(InputFence.options(file.toString()));
        question.addAll(PublishedReader.QUESTION);
        question.add(file.toString());
        FfprobeRunner.Probe probe = attempt.ffprobe(question, reader::accept);
        if (!probe.ok()) {
            throw new TaskFailure(Outcome.VERIFY_FAILED, "the finished file cannot be read: " + probe.errors());
        }
        try {
            boolean hdr = plan.video() != null && !LightFacts.of(track.color()).none();
            return reader.facts(MovieFile.open(file).tracks(), hdr ? light(reader, file) : List.of());
        } catch (MalformedMediaException e) {
            throw new TaskFailure(Outcome.VERIFY_FAILED, "the finished file is damaged: " + e.getMessage());
        }
    }

    private static List<LightFacts> light(PublishedReader reader, Path file) throws IOException {
        List<LightFacts> light = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (PublishedReader.Place place : reader.chunkStarts()) {
                byte[] frame = new byte[place.size()];
                in.seek(place.offset());
                in.readFully(frame);
                light.add(LightReader.read(reader.codec(), frame));
            }
        }
        return light;
    }
}

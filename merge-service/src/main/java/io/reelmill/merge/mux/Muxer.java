package io.reelmill.merge.mux;

import io.reelmill.common.job.Outcome;
import io.reelmill.media.run.RunResult;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.mp4.MalformedMediaException;
import io.reelmill.merge.mp4.MovieFile;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one file with fast start from its tracks. */
public final class Muxer {

    private Muxer() {}

    /** First half: all tracks in one file whose index is last and whose start times are not set yet. */
    public static void mux(MergeAttempt attempt, MuxPlan plan) throws TaskFailure, InterruptedException {
        RunResult result = attempt.ffmpeg(MuxCommand.of(plan));
        if (result.exitCode() != 0) {
            throw new TaskFailure(
                    Outcome.INTERNAL,
                    "muxing %s ended with %d: %s".formatted(plan.target(), result.exitCode(), result.stderrTail()));
        }
    }

    /** Second half: exact start times, index first; the first file is deleted. */
    public static void finish(MuxPlan plan, Path published) throws TaskFailure, IOException {
        try {
            MovieFile movie = MovieFile.open(plan.target());
            movie.present(plan.presentations());
            movie.writeFastStart(published);
        } catch (MalformedMediaException e) {
            throw new TaskFailure(Outcome.INTERNAL, null, "muxing wrote a damaged file: " + e.getMessage(), e);
        }
        Files.delete(plan.target());
    }
}

package io.reelmill.merge.attempt;

import io.reelmill.common.job.Outcome;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What every step of a merge needs of its attempt. Thread-safe. */
public final class MergeAttempt implements AutoCloseable {

    private final TaskContext context;
    private final FfmpegRunner ffmpeg;
    private final Duration limit;
    private final Parallel parallel = new Parallel();
    private final TaskContext.Registration stop;
    private final long startNanos = System.nanoTime();

    /**
     * @param context the attempt
     * @param ffmpeg how ffmpeg is run
     * @param limit wall time for the whole attempt
     */
    public MergeAttempt(TaskContext context, FfmpegRunner ffmpeg, Duration limit) {
        this.context = context;
        this.ffmpeg = ffmpeg;
        this.limit = limit;
        this.stop = context.onStop(parallel::interrupt);
    }

    /** Threads of this attempt. */
    public Parallel parallel() {
        return parallel;
    }

    /** A file in the attempt's scratch directory. */
    public Path scratch(String name) {
        return context.scratch().resolve(name);
    }

    /** Tells how many frames are done. */
    public void progress(long frames) {
        context.progress(frames, 0);
    }

    /** Ends the attempt here if it was asked to stop or its time is over. */
    public void check() throws TaskFailure {
        context.checkStopped();
        remaining();
    }

    /**
     * Time left to the attempt.
     *
     * @throws TaskFailure when there is none
     */
    public Duration remaining() throws TaskFailure {
        Duration left = limit.minusNanos(System.nanoTime() - startNanos);
        if (left.isNegative() || left.isZero()) {
            throw new TaskFailure(Outcome.TIMED_OUT, "not done after " + limit.toSeconds() + " s");
        }
        return left;
    }

    /**
     * Runs ffmpeg to its end, whichever it is; stopping the attempt kills it.
     *
     * @throws TaskFailure when the source could not be read to its end, which ffmpeg itself does not call a failure
     */
    public RunResult ffmpeg(List<String> arguments) throws TaskFailure, InterruptedException {
        check();
        Duration left = remaining();
        FfmpegRun run = ffmpeg.start(arguments, context.scratch(), new RunLimits(left, left, null), p -> {});
        TaskContext.Registration kill = context.onStop(run::cancel);
        RunResult result;
        try {
            result = run.await();
        } finally {
            kill.close();
        }
        context.used(result.cpu().toMillis(), result.peakBytes());
        check();
        if (result.readErrors() > 0) {
            throw new TaskFailure(
                    Outcome.STORAGE_UNAVAILABLE,
                    "reading the source broke off (%d complaints of the connection)".formatted(result.readErrors()));
        }
        return result;
    }

    /** Stops what still runs and waits until it has. */
    @Override
    public void close() {
        stop.close();
        parallel.close();
    }
}

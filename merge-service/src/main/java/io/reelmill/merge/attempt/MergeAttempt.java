package io.reelmill.merge.attempt;

import io.reelmill.common.job.Outcome;
import io.reelmill.media.memory.MemoryDeath;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What every step of a merge needs of its attempt. Thread-safe. */
public final class MergeAttempt implements AutoCloseable {

    private final TaskContext context;
    private final FfmpegRunner ffmpeg;
    private final FfprobeRunner ffprobe;
    private final Duration stall;
    private final Parallel parallel = new Parallel();
    private final TaskContext.Registration stop;

    /**
     * @param context the attempt
     * @param tools what it runs
     * @param stall how long an ffmpeg may stand still
     */
    public MergeAttempt(TaskContext context, MediaTools tools, Duration stall) {
        this.context = context;
        this.ffmpeg = new FfmpegRunner(tools);
        this.ffprobe = new FfprobeRunner(tools);
        this.stall = stall;
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
        context.progress(frames);
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
        Duration left = context.deadline().untilSoft();
        if (left.isZero()) {
            Duration limit = context.deadline().limits().soft();
            throw new TaskFailure(Outcome.TIMED_OUT, "not done after " + limit.toSeconds() + " s");
        }
        return left;
    }

    /** How long links to objects must be good: longer than the attempt lasts. */
    public Duration linkValidity() {
        return context.deadline().limits().hard().multipliedBy(2);
    }

    /**
     * Runs ffmpeg to its end, whichever it is; stopping the attempt kills it.
     *
     * @throws TaskFailure when it stood still, when memory ended it, when the disk is full, or when the source could not be read to its end, which ffmpeg itself does not
     *     call a failure
     */
    public RunResult ffmpeg(List<String> arguments) throws TaskFailure, InterruptedException {
        check();
        RunLimits limits = new RunLimits(remaining(), context.deadline().untilHard(), stall, true);
        FfmpegRun run = ffmpeg.start(arguments, context.scratch(), limits, p -> {});
        TaskContext.Registration kill = context.onStop(run::cancel);
        RunResult result;
        try {
            result = run.await();
        } finally {
            kill.close();
        }
        context.used(result.cpu().toMillis());
        check();
        requireAlive(result.death());
        if (result.ending() == RunResult.Ending.STALLED) {
            throw new TaskFailure(Outcome.STALLED, "ffmpeg made no progress for " + stall.toSeconds() + " s");
        }
        if (result.diskFull()) {
            throw new TaskFailure(Outcome.DISK_FULL, "the scratch disk is full");
        }
        if (result.readErrors() > 0) {
            throw new TaskFailure(
                    Outcome.STORAGE_UNAVAILABLE,
                    "reading the source broke off (%d complaints of the connection)".formatted(result.readErrors()));
        }
        return result;
    }

    /**
     * Asks ffprobe, line by line; interrupting the thread ends it.
     *
     * @throws TaskFailure when memory ended it
     */
    public FfprobeRunner.Probe ffprobe(List<String> question, Consumer<String> line)
            throws TaskFailure, InterruptedException {
        FfprobeRunner.Probe probe = ffprobe.lines(question, remaining(), line);
        requireAlive(probe.death());
        return probe;
    }

    private static void requireAlive(MemoryDeath death) throws TaskFailure {
        if (death != null) {
            throw new TaskFailure(death.outcome(), death.evidence());
        }
    }

    /** Stops what still runs and waits until it has. */
    @Override
    public void close() {
        stop.close();
        parallel.close();
    }
}

package io.reelmill.transcode;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.memory.MemoryWatch;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.Deadline;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.WorkerConfig;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Runs one ffmpeg inside an attempt: progress, stops and limits on the way, and a reason when it fails. */
@ApplicationScoped
class Encode {

    /** Less free space than this after a failure means that the disk was full. */
    private static final long FULL_DISK_BYTES = 16L << 20;

    private final MediaTools tools;
    private final MemoryGuard guard;
    private final ObjectStore store;
    private final Duration stall;

    Encode(MediaTools tools, MemoryGuard guard, ObjectStore store, WorkerConfig config) {
        this.tools = tools;
        this.guard = guard;
        this.store = store;
        this.stall = config.stall();
    }

    /** The tools for one attempt, whose memory is watched from now on. */
    MediaTools tools(TaskContext context) {
        MemoryWatch watch = guard.watch(context.item().predictedBytes());
        context.watchedBy(watch::use);
        return tools.within(watch);
    }

    /** Address at which ffmpeg reads the object, valid for longer than the attempt lasts. */
    String address(TaskContext context, ObjectRef object) throws TaskFailure {
        Duration validity = context.deadline().limits().hard().multipliedBy(2);
        try {
            return store.presign(object, validity).toString();
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
    }

    /** Runs to a clean exit, or says why there was none. */
    RunResult run(TaskContext context, MediaTools watched, List<String> arguments, ObjectRef source)
            throws TaskFailure, InterruptedException {
        context.checkStopped();
        Deadline deadline = context.deadline();
        RunLimits limits = new RunLimits(deadline.untilSoft(), deadline.untilHard(), stall);
        FfmpegRun run = new FfmpegRunner(watched)
                .start(arguments, context.scratch(), limits, p -> context.progress(p.frames()));
        RunResult result;
        try (TaskContext.Registration stop = context.onStop(run::cancel)) {
            result = run.await();
        }
        context.used(result.cpu().toMillis());
        context.checkStopped();
        if (result.death() != null) {
            throw new TaskFailure(result.death().outcome(), result.death().evidence());
        }
        switch (result.ending()) {
            case STALLED ->
                throw new TaskFailure(
                        Outcome.STALLED, "no new frame for " + stall.toSeconds() + " s after " + result.frames());
            case TIMED_OUT ->
                throw new TaskFailure(
                        Outcome.TIMED_OUT,
                        "not done after " + deadline.limits().soft().toSeconds() + " s");
            default -> requireCleanExit(context, result, source);
        }
        return result;
    }

    /** ffmpeg ends well even when its input breaks off: what it made then is not all there is. */
    void requireRead(RunResult result, ObjectRef source) throws TaskFailure {
        if (result.readErrors() > 0) {
            throw new TaskFailure(
                    Outcome.STORAGE_UNAVAILABLE,
                    "reading %s broke off (%d complaints of the connection)"
                            .formatted(source.key(), result.readErrors()));
        }
    }

    /** Tells apart by errors of the system and by looking at disk and store, not by what else ffmpeg wrote. */
    private void requireCleanExit(TaskContext context, RunResult result, ObjectRef source) throws TaskFailure {
        if (result.exitCode() == 0) {
            return;
        }
        if (result.diskFull() || context.scratch().toFile().getUsableSpace() < FULL_DISK_BYTES) {
            throw new TaskFailure(Outcome.DISK_FULL, "the scratch disk is full");
        }
        try {
            if (store.stat(source).isEmpty()) {
                throw new TaskFailure(Outcome.BAD_MEDIA, source.key() + " is no longer there");
            }
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
        requireRead(result, source);
        throw new TaskFailure(Outcome.INTERNAL, "ffmpeg ended with " + result.exitCode() + ": " + result.stderrTail());
    }
}

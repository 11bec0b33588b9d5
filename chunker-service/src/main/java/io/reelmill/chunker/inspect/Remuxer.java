package io.reelmill.chunker.inspect;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.ReadReport;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.messaging.worker.Deadline;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.WorkerConfig;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes a copy of a picture that can be read at random. */
@ApplicationScoped
class Remuxer {

    /** The second holds what the first has no name for. */
    private static final List<String> CONTAINERS = List.of("mov", "matroska");

    private static final long FULL_DISK_BYTES = 16L << 20;

    /** A copy that complained and left more than this of the source unread is not whole. */
    private static final long UNREAD = 1 << 20;

    private final ObjectStore store;
    private final Duration stall;

    Remuxer(ObjectStore store, WorkerConfig config) {
        this.store = store;
        this.stall = config.stall();
    }

    /**
     * What was made.
     *
     * @param file the copy, in scratch space
     * @param intact whether nobody complained about what was copied
     */
    record Copy(Path file, boolean intact) {}

    /** Brings a source whose packets have no times, which has to be read more than once, into scratch space as it is. */
    Path fetch(TaskContext context, Source input) throws TaskFailure {
        requireSpace(context, 2 * input.bytes());
        Path file = context.scratch().resolve("source");
        store.download(input.object(), file);
        return file;
    }

    /** Makes the copy. */
    Copy remux(TaskContext context, Source input, ProbedStream stream) throws TaskFailure, InterruptedException {
        requireSpace(context, input.bytes());
        Path file = context.scratch().resolve("normalised.mov");
        ReadReport report = new ReadReport(context.scratch());
        FfmpegRunner ffmpeg = new FfmpegRunner(report.noting(input.tools()));
        String said = "";
        for (String container : CONTAINERS) {
            RunResult result =
                    run(context, ffmpeg, new RemuxCommand(input.address(), stream, container).arguments(file));
            if (result.succeeded()) {
                requireWhole(input, result, report.bytesRead());
                return new Copy(file, result.decodeErrors() == 0 && result.corruptPackets() == 0);
            }
            requireSpace(context, result.diskFull() ? Long.MAX_VALUE : FULL_DISK_BYTES);
            said = result.stderrTail();
        }
        store.stat(input.object());
        throw TaskFailure.badSource(
                FailureCode.UNSUPPORTED_CODEC,
                "the picture (%s) cannot be copied into a container that can be sought: %s"
                        .formatted(stream.codec(), said));
    }

    private static void requireSpace(TaskContext context, long needed) throws TaskFailure {
        long free = context.scratch().toFile().getUsableSpace();
        if (free < needed) {
            throw new TaskFailure(
                    Outcome.DISK_FULL,
                    "a copy of the picture does not fit into the %d MiB of free scratch space".formatted(free >> 20));
        }
    }

    /** ffmpeg ends well even when its input breaks off. */
    private static void requireWhole(Source input, RunResult result, long read) throws TaskFailure {
        boolean unread = result.decodeErrors() > 0 && input.bytes() - read > UNREAD;
        if (unread || result.readErrors() > 0) {
            throw new TaskFailure(
                    result.readErrors() > 0 ? Outcome.STORAGE_UNAVAILABLE : Outcome.INTERNAL,
                    "reading broke off after %d of %d bytes".formatted(read, input.bytes()));
        }
    }

    private RunResult run(TaskContext context, FfmpegRunner ffmpeg, List<String> arguments)
            throws TaskFailure, InterruptedException {
        Deadline deadline = context.deadline();
        RunLimits limits = new RunLimits(deadline.untilSoft(), deadline.untilHard(), stall);
        FfmpegRun run = ffmpeg.start(arguments, context.scratch(), limits, p -> context.progress(p.frames()));
        RunResult result = run.await();
        context.used(result.cpu().toMillis());
        context.checkStopped();
        if (result.death() != null) {
            throw new TaskFailure(result.death().outcome(), result.death().evidence());
        }
        return switch (result.ending()) {
            case STALLED ->
                throw new TaskFailure(
                        Outcome.STALLED, "reading the source made no progress for " + stall.toSeconds() + " s");
            case TIMED_OUT ->
                throw new TaskFailure(
                        Outcome.TIMED_OUT,
                        "reading the source was not done after "
                                + deadline.limits().soft().toSeconds() + " s");
            default -> result;
        };
    }
}

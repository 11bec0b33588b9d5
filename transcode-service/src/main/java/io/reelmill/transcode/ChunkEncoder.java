package io.reelmill.transcode;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.command.EncodeChunkCommand;
import io.reelmill.media.fmp4.FragmentedMp4;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Encodes one chunk: reads its range from storage, counts what came out, stores it. */
@ApplicationScoped
class ChunkEncoder {

    private static final Logger LOG = Logger.getLogger(ChunkEncoder.class);

    private final Encode encode;
    private final ResultStore results;
    private final Adoption adoption;
    private final MeterRegistry metrics;

    ChunkEncoder(Encode encode, ResultStore results, Adoption adoption, MeterRegistry metrics) {
        this.encode = encode;
        this.results = results;
        this.adoption = adoption;
        this.metrics = metrics;
    }

    TaskResult encode(TaskContext context, TaskWork.EncodeChunk work)
            throws TaskFailure, InterruptedException, IOException {
        Optional<TaskOutput> earlier = adoption.chunk(context, work);
        if (earlier.isPresent()) {
            return new TaskResult.Encoded(earlier.get());
        }
        Path file = context.scratch().resolve("chunk.mp4");
        boolean fromStart = work.chunk().seekPts() == null;
        MediaTools tools = encode.tools(context);
        RunResult run = run(context, tools, work, file, fromStart);
        if (run.decodeErrors() > 0 && run.readErrors() == 0 && !fromStart) {
            // Some decoders learn from the first packets only: what fails after a seek may decode from the start.
            LOG.infof("%d decode errors after the seek; decoding from the start", run.decodeErrors());
            run = run(context, tools, work, file, true);
        }
        if (run.frames() != work.chunk().frames() || run.decodeErrors() > 0) {
            encode.requireRead(run, work.media());
        }
        FragmentedMp4 chunk = FragmentedMp4.read(file);
        requireFrames(work, chunk.frames(), run.decodeErrors());
        if (run.decodeErrors() > 0) {
            LOG.warnf("The decoder complained %d times about the source itself", run.decodeErrors());
        }
        metrics.counter(
                        Telemetry.WORKER_FRAMES,
                        "codec",
                        work.settings().codec().name())
                .increment(chunk.frames());
        WorkItem item = context.item();
        String key =
                ObjectKeys.chunk(item.jobId(), work.rendition(), work.chunk().name(), item.attempt());
        long bytes = results.store(context, key, file, run.decodeErrors());
        return new TaskResult.Encoded(new TaskOutput(
                item.taskId(),
                item.attempt(),
                key,
                bytes,
                chunk.frames(),
                chunk.initializationSha256(),
                run.decodeErrors()));
    }

    private RunResult run(
            TaskContext context, MediaTools tools, TaskWork.EncodeChunk work, Path file, boolean fromStart)
            throws TaskFailure, InterruptedException {
        EncodeChunkCommand command = new EncodeChunkCommand(
                encode.address(context, work.media()),
                work.track(),
                work.chunk(),
                work.settings(),
                context.threads(),
                fromStart,
                work.lean());
        return encode.run(context, tools, command.arguments(file), work.media());
    }

    private static void requireFrames(TaskWork.EncodeChunk work, long frames, long decodeErrors) throws TaskFailure {
        long planned = work.chunk().frames();
        boolean damaged = decodeErrors > 0 && frames < planned;
        if (frames == planned || damaged && work.allowPartial()) {
            return;
        }
        String counted = "chunk %d of %s (frames %d–%d): %d frames planned, %d encoded"
                .formatted(
                        work.chunk().index(),
                        work.rendition(),
                        work.chunk().firstFrame(),
                        work.chunk().firstFrame() + planned - 1,
                        planned,
                        frames);
        if (damaged) {
            throw new TaskFailure(
                    Outcome.BAD_MEDIA,
                    counted + "; the decoder complained " + decodeErrors + " times about the source there"
                            + (work.allowPartial() ? "" : "; a partial source can be allowed"));
        }
        throw new TaskFailure(Outcome.VERIFY_FAILED, counted);
    }
}

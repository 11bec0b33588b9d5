package io.reelmill.merge;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.scratch.ScratchNeed;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.memory.MemoryWatch;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.publish.EarlierResult;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.messaging.worker.TaskRunner;
import io.reelmill.messaging.worker.WorkerConfig;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Merges a job's encodes. */
@ApplicationScoped
class MergeRunner implements TaskRunner {

    private static final Logger LOG = Logger.getLogger(MergeRunner.class);

    /** Less free space than this after a failure means that the disk was full. */
    private static final long FULL_DISK_BYTES = 16L << 20;

    private final MergeParts parts;

    @Inject
    MergeRunner(ObjectStore store, MediaTools tools, MemoryGuard guard, WorkerConfig worker, MergeConfig config) {
        this(new MergeParts(
                store,
                tools,
                guard,
                config.threads().orElse(Runtime.getRuntime().availableProcessors()),
                worker.scratchLimit().asLongValue(),
                worker.stall()));
    }

    MergeRunner(MergeParts parts) {
        this.parts = parts;
    }

    @Override
    public TaskResult run(TaskContext context) throws Exception {
        WorkItem item = context.item();
        if (!(item.work() instanceof TaskWork.Merge work)) {
            throw new TaskFailure(
                    Outcome.INTERNAL, "not a merge: " + item.work().getClass().getSimpleName());
        }
        requireSpace(context, ScratchNeed.bytes(work));
        MemoryWatch watch = parts.guard().watch(item.predictedBytes());
        context.watchedBy(watch::use);
        try (MergeAttempt attempt = new MergeAttempt(context, parts.tools().within(watch), parts.stall())) {
            Optional<MergeReport> earlier = item.adopt().isEmpty()
                    ? Optional.empty()
                    : new EarlierResult(parts.store()).find(attempt, item.jobId());
            if (earlier.isPresent()) {
                LOG.infof("An earlier attempt published everything already, which is taken");
                return new TaskResult.Merged(earlier.get());
            }
            return told(new Merge(attempt, parts, item.jobId(), work).run());
        } catch (InterruptedException e) {
            context.checkStopped();
            throw e;
        } catch (IOException e) {
            throw failure(context, e);
        }
    }

    private static TaskResult told(TaskResult result) {
        if (result instanceof TaskResult.Rejected rejected) {
            rejected.rejections().forEach(r -> LOG.warnf("%s attempt %d %s", r.taskId(), r.attempt(), r.detail()));
        } else if (result instanceof TaskResult.Merged merged) {
            LOG.infof(
                    "Published %d files after %d checks",
                    merged.report().outputs().size(), merged.report().checks().size());
        }
        return result;
    }

    private void requireSpace(TaskContext context, long needed) throws TaskFailure {
        long free = Math.min(context.scratch().toFile().getUsableSpace(), parts.scratchLimit());
        if (free < needed) {
            throw new TaskFailure(
                    Outcome.DISK_FULL,
                    "the merge needs %d MiB of scratch space and may use %d".formatted(needed >> 20, free >> 20));
        }
    }

    private static TaskFailure failure(TaskContext context, IOException e) throws TaskFailure {
        context.checkStopped();
        boolean full = context.scratch().toFile().getUsableSpace() < FULL_DISK_BYTES;
        return new TaskFailure(
                full ? Outcome.DISK_FULL : Outcome.INTERNAL,
                null,
                full ? "the scratch disk is full" : "scratch space failed: " + e.getMessage(),
                e);
    }
}

package io.reelmill.chunker;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.chunker.inspect.SourceInspector;
import io.reelmill.chunker.plan.ChunkBounds;
import io.reelmill.chunker.plan.Inspection;
import io.reelmill.chunker.plan.JobPlanner;
import io.reelmill.chunker.plan.MemoryPlanner;
import io.reelmill.chunker.source.SourceFetcher;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.messaging.worker.TaskRunner;
import io.reelmill.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Plans one job: fetches its source where it is an address, inspects it, and decides. */
@ApplicationScoped
class PlanRunner implements TaskRunner {

    private static final Logger LOG = Logger.getLogger(PlanRunner.class);

    private final SourceFetcher fetcher;
    private final SourceInspector inspector;
    private final ChunkerConfig config;
    private final MemoryPlanner memory;
    private final MeterRegistry metrics;

    PlanRunner(SourceFetcher fetcher, SourceInspector inspector, ChunkerConfig config, MeterRegistry metrics) {
        this.fetcher = fetcher;
        this.inspector = inspector;
        this.config = config;
        this.memory = new MemoryPlanner(MemoryModel.measured());
        this.metrics = metrics;
    }

    @Override
    public TaskResult run(TaskContext context) throws TaskFailure, InterruptedException {
        if (!(context.item().work() instanceof TaskWork.Plan work)) {
            throw new TaskFailure(
                    Outcome.INTERNAL, "not a plan: " + context.item().taskId());
        }
        TaskContext.Registration stop = context.onStop(Thread.currentThread()::interrupt);
        try {
            return new TaskResult.Planned(plan(context, work.spec()));
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        } finally {
            stop.close();
            if (context.stopped() != null) {
                // The interrupt was meant for this attempt and must not reach the next.
                Thread.interrupted();
            }
        }
    }

    private JobPlan plan(TaskContext context, JobSpec spec) throws TaskFailure, InterruptedException {
        ObjectRef source = fetcher.inStorage(context, spec.source());
        Inspection found = inspector.inspect(context, source, spec.allowPartial());
        context.checkStopped();
        JobPlan plan = JobPlanner.plan(spec, found, bounds(spec), memory);
        metrics.counter(Telemetry.PLAN_BYTES_READ).increment(plan.bytesRead());
        LOG.infof(
                "Planned %d chunks and %d tasks after reading %d of %d bytes",
                plan.chunks().size(),
                plan.tasks().size(),
                plan.bytesRead(),
                found.facts().bytes());
        return plan;
    }

    private ChunkBounds bounds(JobSpec spec) {
        ChunkerConfig.Chunks chunks = config.chunks();
        return new ChunkBounds(spec.chunkSeconds(), chunks.max(), chunks.parallel(), chunks.minGops());
    }
}

package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs one claimed attempt and turns however it ends into exactly one event. */
@ApplicationScoped
class AttemptRunner {

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final Instance<TaskRunner> runner;
    private final RunningTasks tasks;
    private final Scratch scratch;
    private final Identity identity;
    private final AttemptMetrics metrics;

    AttemptRunner(
            Instance<TaskRunner> runner,
            RunningTasks tasks,
            Scratch scratch,
            Identity identity,
            AttemptMetrics metrics) {
        this.runner = runner;
        this.tasks = tasks;
        this.scratch = scratch;
        this.identity = identity;
        this.metrics = metrics;
    }

    /**
     * An attempt that has ended. It counts as this worker's until it is closed: when its event is stored.
     *
     * @param event what is to be reported
     * @param unwanted whether the job has been said not to need it
     * @param unlist what closes it
     */
    record Ended(TaskEvent event, BooleanSupplier unwanted, Runnable unlist) implements AutoCloseable {
        @Override
        public void close() {
            unlist.run();
        }
    }

    Ended run(WorkItem item, TaskLimits limits) throws InterruptedException {
        Deadline deadline = new Deadline(limits, System::nanoTime);
        TaskContext context = new TaskContext(item, scratch.of(item), Instant.now(), deadline, identity.threads());
        Attempt attempt = new Attempt(context, System::nanoTime);
        tasks.add(attempt);
        boolean ended = false;
        try {
            attempt.begin();
            TaskEvent event = run(context);
            metrics.record(item, event);
            ended = true;
            return new Ended(event, attempt::unwanted, () -> tasks.remove(attempt));
        } finally {
            attempt.end();
            cleanUp(context);
            if (!ended) {
                tasks.remove(attempt);
            }
        }
    }

    private TaskEvent run(TaskContext context) throws InterruptedException {
        WorkItem item = context.item();
        TaskAttempt attempt = new TaskAttempt(item.jobId(), item.taskId(), item.attempt(), identity.workerId());
        try {
            Files.createDirectories(context.scratch());
        } catch (IOException e) {
            return failed(context, attempt, new TaskFailure(Outcome.DISK_FULL, "no scratch directory: " + e));
        }
        try {
            context.checkStopped();
            TaskResult result = runner.get().run(context);
            return succeeded(attempt, context.stats(Instant.now()), result);
        } catch (Exception e) {
            return failed(context, attempt, failure(context, e));
        }
    }

    private static TaskFailure failure(TaskContext context, Exception e) throws InterruptedException {
        Outcome stopped = context.stopped();
        if (stopped != null) {
            return new TaskFailure(stopped, StopReasons.sentence(stopped, context.deadline()));
        }
        if (e instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (e instanceof TaskFailure failure) {
            LOG.infof("Attempt failed: %s: %s", failure.outcome(), failure.getMessage());
            return failure;
        }
        LOG.error("Attempt failed unexpectedly", e);
        return new TaskFailure(Outcome.INTERNAL, e.toString());
    }

    private static TaskEvent succeeded(TaskAttempt attempt, AttemptStats stats, TaskResult result) {
        if (result instanceof TaskResult.Planned planned) {
            return new TaskEvent.JobPlanned(TaskEvent.SCHEMA, attempt, stats, planned.plan());
        }
        if (result instanceof TaskResult.Encoded encoded) {
            return new TaskEvent.TaskSucceeded(TaskEvent.SCHEMA, attempt, stats, encoded.output());
        }
        if (result instanceof TaskResult.Rejected rejected) {
            return new TaskEvent.EncodesRejected(TaskEvent.SCHEMA, attempt, stats, rejected.rejections());
        }
        return new TaskEvent.JobMerged(TaskEvent.SCHEMA, attempt, stats, ((TaskResult.Merged) result).report());
    }

    private static TaskEvent failed(TaskContext context, TaskAttempt attempt, TaskFailure failure) {
        return new TaskEvent.TaskFailed(
                TaskEvent.SCHEMA,
                attempt,
                context.stats(Instant.now()),
                failure.outcome(),
                failure.code(),
                failure.getMessage());
    }

    private static void cleanUp(TaskContext context) {
        try {
            Scratch.delete(context.scratch());
        } catch (IOException e) {
            LOG.warnf("Scratch is left until the next start: %s", e.toString());
        }
    }
}

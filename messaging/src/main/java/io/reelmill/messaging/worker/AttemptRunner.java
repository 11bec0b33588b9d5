package io.reelmill.messaging.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Runs one claimed attempt and turns however it ends into exactly one event. */
@ApplicationScoped
class AttemptRunner {

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final Instance<TaskRunner> runner;
    private final RunningTasks tasks;
    private final Scratch scratch;
    private final Identity identity;
    private final MeterRegistry metrics;

    AttemptRunner(
            Instance<TaskRunner> runner,
            RunningTasks tasks,
            Scratch scratch,
            Identity identity,
            MeterRegistry metrics) {
        this.runner = runner;
        this.tasks = tasks;
        this.scratch = scratch;
        this.identity = identity;
        this.metrics = metrics;
    }

    TaskEvent run(WorkItem item, Instant claimedAt) throws InterruptedException {
        TaskAttempt attempt = new TaskAttempt(item.jobId(), item.taskId(), item.attempt(), identity.workerId());
        TaskContext context;
        try {
            context = new TaskContext(item, scratch.open(item), claimedAt);
        } catch (IOException e) {
            return failed(
                    attempt,
                    AttemptStats.none(claimedAt),
                    new TaskFailure(Outcome.DISK_FULL, "no scratch directory: " + e));
        }
        tasks.add(context);
        try {
            TaskEvent event = guarded(context, attempt);
            record(item, event);
            return event;
        } finally {
            tasks.remove(context);
            cleanUp(context);
        }
    }

    private TaskEvent guarded(TaskContext context, TaskAttempt attempt) throws InterruptedException {
        try {
            TaskResult result = runner.get().run(context);
            return succeeded(attempt, context.stats(Instant.now()), result);
        } catch (Exception e) {
            AttemptStats stats = context.stats(Instant.now());
            Outcome stopped = context.stopped();
            if (stopped != null) {
                return failed(attempt, stats, new TaskFailure(stopped, "stopped: " + stopped));
            }
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (e instanceof TaskFailure failure) {
                LOG.infof("Attempt failed: %s: %s", failure.outcome(), failure.getMessage());
                return failed(attempt, stats, failure);
            }
            LOG.error("Attempt failed unexpectedly", e);
            return failed(attempt, stats, new TaskFailure(Outcome.INTERNAL, e.toString()));
        }
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

    private static TaskEvent failed(TaskAttempt attempt, AttemptStats stats, TaskFailure failure) {
        return new TaskEvent.TaskFailed(
                TaskEvent.SCHEMA, attempt, stats, failure.outcome(), failure.code(), failure.getMessage());
    }

    private void record(WorkItem item, TaskEvent event) {
        String kind = item.work().getClass().getSimpleName();
        Outcome outcome = event instanceof TaskEvent.TaskFailed failed ? failed.outcome() : Outcome.SUCCEEDED;
        metrics.counter(Telemetry.ATTEMPTS, "kind", kind, "outcome", outcome.name())
                .increment();
        metrics.timer(Telemetry.ATTEMPT_DURATION, "kind", kind, "outcome", outcome.name())
                .record(Duration.ofMillis(event.stats().millis()));
    }

    private static void cleanUp(TaskContext context) {
        try {
            Scratch.delete(context.scratch());
        } catch (IOException e) {
            LOG.warnf("Scratch is left until the next start: %s", e.toString());
        }
    }
}

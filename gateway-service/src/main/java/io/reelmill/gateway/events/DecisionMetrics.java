package io.reelmill.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.logs.LogKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Counts and logs what decisions brought to an end. */
@ApplicationScoped
class DecisionMetrics {

    private static final Logger LOG = Logger.getLogger(DecisionMetrics.class);

    private final MeterRegistry metrics;

    DecisionMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        // What alerts count is there from the start: a counter that appears with its first event hides it.
        jobsEnded(JobStatus.COMPLETED, "");
        for (FailureCode code : FailureCode.values()) {
            jobsEnded(JobStatus.FAILED, code.name());
        }
        for (WorkQueue queue : WorkQueue.values()) {
            Stream.of(Outcome.values())
                    .filter(Outcome::outOfMemory)
                    .forEach(outcome -> attempts(TaskKind.CHUNK, queue, outcome));
        }
    }

    private Counter jobsEnded(JobStatus state, String code) {
        return metrics.counter(Telemetry.JOBS_ENDED, "state", state.name(), "code", code);
    }

    private Counter attempts(TaskKind kind, WorkQueue queue, Outcome outcome) {
        return metrics.counter(
                Telemetry.ATTEMPTS, "kind", kind.name(), "queue", queue.name(), "outcome", outcome.name());
    }

    void decided(@Observes Decision decision) {
        decision.attempts().stream()
                .filter(attempt -> attempt.outcome() != null)
                .forEach(attempt -> count(decision.job(), attempt));
        if (decision.ended()) {
            count(decision.job());
        }
    }

    private void count(Job job) {
        String code = job.failure().map(Failure::code).map(Enum::name).orElse("");
        jobsEnded(job.status(), code).increment();
        LogKeys.of(job.id())
                .during(() -> LOG.infof(
                        "Job %s ended: %s %s",
                        job.id(),
                        job.status(),
                        job.failure().map(Failure::detail).orElse("")));
    }

    private void count(Job job, Attempt attempt) {
        Task task = job.task(attempt.taskId()).orElseThrow();
        String kind = task.kind().name();
        String outcome = attempt.outcome().name();
        LogKeys.of(job.id(), attempt.taskId(), attempt.number())
                .during(() -> LOG.logf(
                        attempt.outcome() == Outcome.SUCCEEDED ? Logger.Level.DEBUG : Logger.Level.INFO,
                        "Attempt of %s ended: %s %s",
                        attempt.workerId(),
                        outcome,
                        attempt.detail() == null ? "" : attempt.detail()));
        // Not that of the task, which may have climbed to another class because of this very end.
        WorkQueue queue = attempt.queue() == null ? task.queue() : attempt.queue();
        attempts(task.kind(), queue, attempt.outcome()).increment();
        if (attempt.stats() != null) {
            metrics.timer(Telemetry.ATTEMPT_DURATION, "kind", kind, "queue", queue.name(), "outcome", outcome)
                    .record(Duration.ofMillis(attempt.stats().millis()));
            if (task.kind() == TaskKind.CHUNK && attempt.outcome() == Outcome.SUCCEEDED) {
                metrics.counter(Telemetry.FRAMES, "codec", codec(job, task), "queue", queue.name())
                        .increment(attempt.stats().frames());
                metrics.counter(Telemetry.ENCODED_SECONDS, "queue", queue.name())
                        .increment(seconds(job, task));
            }
        }
    }

    private static double seconds(Job job, Task task) {
        Chunk range = job.plan().range(task.spec());
        return (range.endPts() - range.startPts())
                * job.plan().facts().video().timeBase().toDouble();
    }

    private static String codec(Job job, Task task) {
        return job.plan().renditions().stream()
                .filter(rendition -> rendition.name().equals(task.spec().rendition()))
                .findFirst()
                .map(RenditionPlan::video)
                .map(video -> video.codec().name())
                .orElse("");
    }
}

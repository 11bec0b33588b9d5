package io.reelmill.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
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
import org.jboss.logging.Logger;

/** Counts and logs what decisions brought to an end. */
@ApplicationScoped
class DecisionMetrics {

    private static final Logger LOG = Logger.getLogger(DecisionMetrics.class);

    private final MeterRegistry metrics;

    DecisionMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
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
        metrics.counter(Telemetry.JOBS_ENDED, "state", job.status().name(), "code", code)
                .increment();
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
        metrics.counter(Telemetry.ATTEMPTS, "kind", kind, "outcome", outcome).increment();
        if (attempt.stats() != null) {
            metrics.timer(Telemetry.ATTEMPT_DURATION, "kind", kind, "outcome", outcome)
                    .record(Duration.ofMillis(attempt.stats().millis()));
            if (task.kind() == TaskKind.CHUNK && attempt.outcome() == Outcome.SUCCEEDED) {
                metrics.counter(Telemetry.FRAMES, "codec", codec(job, task))
                        .increment(attempt.stats().frames());
            }
        }
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

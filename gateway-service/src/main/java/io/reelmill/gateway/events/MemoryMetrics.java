package io.reelmill.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells how well memory is predicted, and what follows where it was not enough. */
@ApplicationScoped
class MemoryMetrics {

    private static final List<String> STEPS = List.of("larger", "cheaper", "smaller", "same", "exhausted");

    private final MeterRegistry metrics;

    MemoryMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        // A counter that appears with its first event hides it: nothing has increased.
        for (WorkQueue queue : WorkQueue.values()) {
            STEPS.forEach(step -> escalations(queue, step));
            warnings(queue);
        }
    }

    private Counter escalations(WorkQueue queue, String step) {
        return metrics.counter(Telemetry.ESCALATIONS, "queue", queue.name(), "step", step);
    }

    private Counter warnings(WorkQueue queue) {
        return metrics.counter(Telemetry.MEMORY_WARNINGS, "queue", queue.name());
    }

    void decided(@Observes Decision decision) {
        for (Attempt attempt : decision.attempts()) {
            if (attempt.outcome() != null) {
                ended(decision.before().task(attempt.taskId()).orElseThrow(), decision.job(), attempt);
            }
        }
    }

    private void ended(Task before, Job job, Attempt attempt) {
        if (attempt.stats() != null && attempt.stats().warning() != null) {
            warnings(before.queue()).increment();
        }
        Task after = job.task(attempt.taskId()).orElseThrow();
        if (attempt.outcome() == Outcome.SUCCEEDED) {
            compare(after, attempt);
        } else if (attempt.outcome().outOfMemory()) {
            escalations(before.queue(), step(before, after)).increment();
        }
    }

    private void compare(Task task, Attempt attempt) {
        if (attempt.stats() != null && attempt.stats().peakBytes() > 0 && attempt.predictedBytes() > 0) {
            DistributionSummary.builder(Telemetry.MEMORY_RATIO)
                    .tags("kind", task.kind().name(), "queue", task.queue().name())
                    .serviceLevelObjectives(0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
                    .register(metrics)
                    .record((double) attempt.stats().peakBytes() / attempt.predictedBytes());
        }
    }

    /** What became of a task that ran out of memory. */
    static String step(Task before, Task after) {
        if (after.state() == TaskState.FAILED) {
            return "exhausted";
        }
        if (after.state() == TaskState.SPLIT) {
            return "smaller";
        }
        if (after.queue() != before.queue()) {
            return "larger";
        }
        return after.lessons().lean() && !before.lessons().lean() ? "cheaper" : "same";
    }
}

package io.reelmill.messaging.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts and times attempts by what they did and how they ended. */
@ApplicationScoped
class AttemptMetrics {

    private final MeterRegistry metrics;

    AttemptMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(WorkItem item, TaskEvent event) {
        String kind = item.work().getClass().getSimpleName();
        Outcome outcome = event instanceof TaskEvent.TaskFailed failed ? failed.outcome() : Outcome.SUCCEEDED;
        metrics.counter(Telemetry.WORKER_ATTEMPTS, "kind", kind, "outcome", outcome.name())
                .increment();
        metrics.timer(Telemetry.WORKER_ATTEMPT_DURATION, "kind", kind, "outcome", outcome.name())
                .record(Duration.ofMillis(event.stats().millis()));
    }
}

package io.reelmill.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/** Times jobs that ended, and where those that completed spent their time. */
@ApplicationScoped
class StageMetrics {

    private final MeterRegistry metrics;

    StageMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void decided(@Observes Decision decision) {
        if (decision.ended()) {
            time(decision.job());
        }
    }

    private void time(Job job) {
        Timeline times = job.timeline();
        metrics.timer(Telemetry.JOB_DURATION, "state", job.status().name())
                .record(Duration.between(times.createdAt(), times.endedAt()));
        if (job.status() == JobStatus.COMPLETED) {
            stage("arriving", times.createdAt(), times.queuedAt());
            stage("waiting", times.queuedAt(), times.startedAt());
            stage("planning", times.startedAt(), times.plannedAt());
            stage("encoding", times.plannedAt(), times.mergingAt());
            stage("merging", times.mergingAt(), times.endedAt());
        }
    }

    private void stage(String name, Instant from, Instant until) {
        if (from != null && until != null) {
            metrics.timer(Telemetry.STAGE_DURATION, "stage", name).record(Duration.between(from, until));
        }
    }
}

package io.reelmill.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.TestingJob;
import io.reelmill.gateway.jobs.TestingPlans;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What attempts came to is counted in the class that they ran in. */
class DecisionMetricsTest {

    private static final String CHUNK = TestingPlans.chunkId(0);

    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void a_chunk_that_climbs_has_run_out_of_memory_and_was_warned_of_where_it_ran() {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);
        WorkQueue queue = job.task(CHUNK).queue();

        Decision decision = job.report(new TaskEvent.TaskFailed(
                1, job.attempt(CHUNK), stats("nearly all of it was used"), Outcome.OOM_GUARD, null, "ended"));
        new DecisionMetrics(metrics).decided(decision);
        new MemoryMetrics(metrics).decided(decision);

        assertThat(job.task(CHUNK).queue()).isNotEqualTo(queue);
        assertThat(counted(Telemetry.ATTEMPTS, queue, "outcome", "OOM_GUARD")).isEqualTo(1);
        assertThat(counted(Telemetry.ESCALATIONS, queue, "step", "larger")).isEqualTo(1);
        assertThat(counted(Telemetry.MEMORY_WARNINGS, queue)).isEqualTo(1);
        assertThat(counted(Telemetry.ATTEMPTS, job.task(CHUNK).queue())).isZero();
    }

    @Test
    void an_attempt_that_had_enough_is_no_warning() {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);

        Decision decision = job.report(
                new TaskEvent.TaskFailed(1, job.attempt(CHUNK), stats(null), Outcome.STALLED, null, "exit 1"));
        new MemoryMetrics(metrics).decided(decision);

        assertThat(counted(Telemetry.MEMORY_WARNINGS, job.task(CHUNK).queue())).isZero();
    }

    private static AttemptStats stats(String warning) {
        return new AttemptStats(Instant.EPOCH, 1000, 1000, 300 << 20, 100, 300 << 20, 320 << 20, warning, 1);
    }

    private double counted(String name, WorkQueue queue, String... tags) {
        return metrics.get(name).tags(tags).tag("queue", queue.name()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}

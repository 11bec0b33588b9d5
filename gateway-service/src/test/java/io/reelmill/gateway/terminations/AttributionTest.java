package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Termination.Reason;
import io.reelmill.gateway.jobs.Attempt;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void the_attempt_that_was_seen_to_use_most_is_to_blame_and_the_others_are_not() {
        List<Attribution> all = Attribution.of(
                "w1",
                new Termination(Reason.OOM, 137, 1L << 30, "node-1", NOW, "c1"),
                List.of(victim("a", 300, 0), victim("b", 200, 800), victim("c", 400, 350)));

        assertThat(all)
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.BYSTANDER, Outcome.OOM_POD, Outcome.BYSTANDER);
        assertThat(all.get(1).detail())
                .isEqualTo("worker w1 on node-1 was killed for memory at 1024 MiB with exit code 137");
        assertThat(all.get(0).detail()).endsWith("; b used most of it");
    }

    @Test
    void an_eviction_is_nobodys_fault() {
        List<Attribution> all = Attribution.of(
                "w1", new Termination(Reason.EVICTED, null, null, null, NOW, "c1"), List.of(victim("a", 1, 0)));

        assertThat(all.get(0).outcome()).isEqualTo(Outcome.EVICTED);
        assertThat(all.get(0).detail()).isEqualTo("worker w1 was evicted");
    }

    @Test
    void another_end_stays_a_loss_with_its_exit_code() {
        List<Attribution> all = Attribution.of(
                "w1", new Termination(Reason.OTHER, 3, null, null, NOW, "c1"), List.of(victim("a", 1, 0)));

        assertThat(all.get(0).outcome()).isEqualTo(Outcome.WORKER_LOST);
        assertThat(all.get(0).detail()).isEqualTo("worker w1 ended with exit code 3");
    }

    @Test
    void a_worker_that_ran_nothing_harms_nobody() {
        assertThat(Attribution.of("w1", new Termination(Reason.OOM, 137, null, null, NOW, "c1"), List.of()))
                .isEmpty();
    }

    private static Victim victim(String task, long predicted, long seen) {
        return new Victim(
                "j1", new Attempt(task, 1, "w1", NOW, null, null, null, null, WorkQueue.SMALL, predicted, false), seen);
    }
}

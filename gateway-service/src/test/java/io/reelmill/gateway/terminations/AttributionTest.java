package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Termination.Reason;
import io.reelmill.gateway.claims.SeenMemory;
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
                new Termination(Reason.OOM, 137, 1L << 30, "node-1", null, NOW, "c1"),
                List.of(victim("a", 300, null), victim("b", 200, 800L), victim("c", 900, 350L)));

        assertThat(all)
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.BYSTANDER, Outcome.OOM_POD, Outcome.BYSTANDER);
        assertThat(all.get(1).detail())
                .isEqualTo("worker w1 on node-1 was killed for memory at 1024 MiB with exit code 137");
        assertThat(all.get(0).detail()).endsWith("; b used most of it");
    }

    @Test
    void a_suspected_death_for_memory_is_one_when_the_work_used_most_of_what_there_was() {
        Termination death = new Termination(Reason.OOM_SUSPECTED, 137, 1000L, null, null, NOW, "c1");

        assertThat(Attribution.of("w1", death, List.of(victim("a", 300, 600L), victim("b", 200, 100L))))
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.OOM_POD, Outcome.BYSTANDER);
        assertThat(Attribution.of("w1", death, List.of(victim("a", 300, 400L))))
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.WORKER_LOST);
        assertThat(Attribution.of("w1", death, List.of(victim("a", 900, null))))
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.WORKER_LOST);
    }

    @Test
    void what_had_ended_its_work_is_not_to_blame_however_much_it_had_been_expected_to_use() {
        Termination death = new Termination(Reason.OOM, 137, 1000L, null, null, NOW.plusSeconds(2), "c1");
        Victim done = victim("a", 900, null).seen(new SeenMemory.Seen(0, 800, true), death);

        assertThat(Attribution.of("w1", death, List.of(done, victim("b", 100, null))))
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.BYSTANDER, Outcome.OOM_POD);
        assertThat(Attribution.of("w1", death, List.of(done))).singleElement().satisfies(alone -> {
            assertThat(alone.outcome()).isEqualTo(Outcome.BYSTANDER);
            assertThat(alone.detail()).endsWith("with exit code 137; the work had ended");
        });
    }

    @Test
    void a_suspected_death_is_none_for_memory_where_all_work_had_ended() {
        Termination death = new Termination(Reason.OOM_SUSPECTED, 137, 1000L, null, null, NOW.plusSeconds(60), "c1");
        Victim done = victim("a", 900, null).seen(new SeenMemory.Seen(700, 800, true), death);

        assertThat(Attribution.of("w1", death, List.of(done)))
                .extracting(Attribution::outcome)
                .containsExactly(Outcome.WORKER_LOST);
    }

    @Test
    void an_eviction_is_nobodys_fault() {
        List<Attribution> all = Attribution.of(
                "w1",
                new Termination(Reason.EVICTED, null, null, null, null, NOW, "c1"),
                List.of(victim("a", 1, null)));

        assertThat(all.get(0).outcome()).isEqualTo(Outcome.EVICTED);
        assertThat(all.get(0).detail()).isEqualTo("worker w1 was evicted");
    }

    @Test
    void another_end_stays_a_loss_with_its_exit_code() {
        List<Attribution> all = Attribution.of(
                "w1", new Termination(Reason.OTHER, 70, null, null, null, NOW, "c1"), List.of(victim("a", 1, null)));

        assertThat(all.get(0).outcome()).isEqualTo(Outcome.WORKER_LOST);
        assertThat(all.get(0).detail()).isEqualTo("worker w1 ended with exit code 70");
    }

    @Test
    void a_heap_that_was_too_small_is_no_memory_death_of_the_work_and_says_what_to_raise() {
        List<Attribution> all = Attribution.of(
                "w1",
                new Termination(Reason.JVM_HEAP, 3, null, "node-1", null, NOW, "c1"),
                List.of(victim("a", 1, null), victim("b", 2, null)));

        assertThat(all).extracting(Attribution::outcome).containsExactly(Outcome.WORKER_LOST, Outcome.WORKER_LOST);
        assertThat(all.get(0).detail())
                .isEqualTo("the JVM of worker w1 on node-1 ran out of heap memory (exit code 3); raise its -Xmx");
    }

    @Test
    void where_nobody_saw_them_the_one_that_was_expected_to_use_most_is_to_blame() {
        List<Attribution> all = Attribution.of(
                "w1",
                new Termination(Reason.OOM, 137, null, null, null, NOW, "c1"),
                List.of(victim("a", 300, null), victim("b", 400, null)));

        assertThat(all).extracting(Attribution::outcome).containsExactly(Outcome.BYSTANDER, Outcome.OOM_POD);
    }

    @Test
    void what_was_seen_of_an_attempt_is_all_that_is_known_of_what_it_took() {
        Termination death = new Termination(Reason.OOM, 137, 900L, null, null, NOW.plusSeconds(2), "c1");

        Victim seen = victim("a", 300, null).seen(new SeenMemory.Seen(700, 800, false), death);

        assertThat(seen.weight()).isEqualTo(700);
        assertThat(seen.attempt().stats()).isEqualTo(new AttemptStats(NOW, 2_000, 0, 800, 0, 0, 900));
        assertThat(seen.attempt().endedAt()).isNull();
    }

    @Test
    void what_was_decided_is_the_same_when_it_is_read_again() {
        Termination death = new Termination(Reason.OOM, 137, 900L, null, null, NOW.plusSeconds(2), "c1");
        Victim seen = victim("a", 300, null).seen(new SeenMemory.Seen(700, 800, false), death);
        List<Attribution> all = Attribution.of("w1", death, List.of(seen, victim("b", 400, null)));

        assertThat(Messages.read(Messages.write(all), Attribution[].class)).containsExactlyElementsOf(all);
    }

    @Test
    void a_worker_that_ran_nothing_harms_nobody() {
        assertThat(Attribution.of("w1", new Termination(Reason.OOM, 137, null, null, null, NOW, "c1"), List.of()))
                .isEmpty();
    }

    private static Victim victim(String task, long predicted, Long seen) {
        return new Victim(
                "j1",
                new Attempt(task, 1, "w1", "i1", NOW, null, null, null, null, WorkQueue.SMALL, predicted, false),
                seen,
                false);
    }
}

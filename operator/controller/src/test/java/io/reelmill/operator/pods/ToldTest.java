package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final PodDeath DEATH = Deaths.of(
                    new TestingPod("reelmill", "w").died("OOMKilled", 137).build())
            .get(0);

    @Test
    void what_was_told_is_known_after_it_was_kept_and_read() {
        Told told = Told.read(
                Optional.of(Told.read(Optional.empty()).with(DEATH, false).write()));

        assertThat(told.knows(DEATH)).isTrue();
        assertThat(told.count()).isEqualTo(1);
    }

    private static PodDeath later(int seconds) {
        return Deaths.of(new TestingPod("reelmill", "w")
                        .runs("Error", 1, 2, TestingPod.DIED.plusSeconds(seconds))
                        .build())
                .get(0);
    }

    @Test
    void deaths_that_cost_no_task_are_counted_while_they_come_one_soon_after_the_other() {
        Told once = Told.read(Optional.empty()).with(DEATH, true);

        assertThat(once.idle()).isEqualTo(1);
        assertThat(once.with(later(300), true).idle()).isEqualTo(2);
        assertThat(once.with(later(601), true).idle()).isEqualTo(1);
        assertThat(once.with(later(300), false).idle()).isZero();
        assertThat(once.with(later(300), false).with(later(310), true).idle()).isEqualTo(1);
    }

    @Test
    void that_a_death_cost_no_task_is_known_too_until_the_next_end() {
        Told told = Told.read(Optional.of(
                Told.read(Optional.empty()).with(DEATH, true).upTo(4).write()));

        assertThat(told.idle()).isEqualTo(1);
        assertThat(told.count()).isEqualTo(4);
        assertThat(told.knows(DEATH)).isTrue();
    }

    @Test
    void what_was_kept_before_is_read() {
        Told told = Told.read(Optional.of("3 " + DEATH.key()));

        assertThat(told).isEqualTo(new Told(3, 0, List.of(DEATH.key())));
    }

    @Test
    void a_jump_of_the_restart_count_is_ends_that_nobody_saw() {
        Told told = Told.read(Optional.empty()).with(DEATH, false);

        assertThat(told.missed(1)).isZero();
        assertThat(told.missed(4)).isEqualTo(3);
        assertThat(told.upTo(4).missed(4)).isZero();
    }
}

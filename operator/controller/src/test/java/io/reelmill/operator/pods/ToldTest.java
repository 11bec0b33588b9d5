package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final PodDeath DEATH = Deaths.of(
                    new TestingPod("reelmill", "w").died("OOMKilled", 137).build())
            .get(0);

    @Test
    void what_was_told_is_known_after_it_was_kept_and_read() {
        Told told =
                Told.read(Optional.of(Told.read(Optional.empty()).with(DEATH).write()));

        assertThat(told.knows(DEATH)).isTrue();
        assertThat(told.count()).isEqualTo(1);
    }

    @Test
    void a_jump_of_the_restart_count_is_ends_that_nobody_saw() {
        Told told = Told.read(Optional.empty()).with(DEATH);

        assertThat(told.missed(1)).isZero();
        assertThat(told.missed(4)).isEqualTo(3);
        assertThat(told.upTo(4).missed(4)).isZero();
    }
}

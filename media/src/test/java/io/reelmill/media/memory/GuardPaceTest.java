package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardPaceTest {

    private static final Duration HALF = Duration.ofMillis(500);

    private final GuardPace pace = new GuardPace(HALF);

    @BeforeEach
    void after_the_beginning() {
        for (int i = 0; i < 5; i++) {
            pace.next(1000, false, HALF);
        }
    }

    @Test
    void what_has_just_begun_is_looked_at_often() {
        pace.begun();

        assertThat(pace.next(1000, false, HALF)).isEqualTo(GuardPace.SHORTEST);
        assertThat(pace.next(1000, false, HALF)).isEqualTo(GuardPace.SHORTEST.multipliedBy(2));
        assertThat(pace.next(1000, false, HALF)).isEqualTo(GuardPace.SHORTEST.multipliedBy(4));
    }

    @Test
    void what_does_not_grow_is_looked_at_as_seldom_as_allowed() {
        assertThat(pace.next(1000, false, HALF)).isEqualTo(HALF);
        assertThat(pace.next(1000, false, HALF)).isEqualTo(HALF);
        assertThat(pace.next(1200, false, HALF)).isEqualTo(HALF);
    }

    @Test
    void near_the_limit_it_is_looked_at_often_even_so() {
        pace.next(100, true, HALF);

        assertThat(pace.next(100, true, HALF)).isEqualTo(GuardPace.NEAR);
    }

    @Test
    void a_quarter_of_what_is_left_passes_before_the_next_look() {
        pace.next(1000, false, HALF);

        assertThat(pace.next(400, false, HALF)).isEqualTo(Duration.ofNanos(500_000_000L * 400 / 600 / 4));
    }

    @Test
    void it_never_spins() {
        pace.next(1000, false, HALF);

        assertThat(pace.next(1, false, HALF)).isEqualTo(GuardPace.SHORTEST);
        assertThat(pace.next(-50, true, HALF)).isEqualTo(GuardPace.SHORTEST);
    }
}

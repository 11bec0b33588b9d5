package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,200", "2,400", "3,800", "6,6400", "7,10000", "60,10000"})
    void each_early_death_doubles_the_wait_up_to_a_limit(int deaths, long millis) {
        Backoff backoff = Backoff.none();
        for (int i = 0; i < deaths; i++) {
            backoff = backoff.after(Duration.ofSeconds(1));
        }
        assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(millis));
        assertThat(backoff.failures()).isEqualTo(deaths);
    }

    @Test
    void who_ran_well_is_started_again_at_once() {
        Backoff backoff = Backoff.none()
                .after(Duration.ofSeconds(1))
                .after(Duration.ofSeconds(1))
                .after(Duration.ofMinutes(5));
        assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(200));
    }
}

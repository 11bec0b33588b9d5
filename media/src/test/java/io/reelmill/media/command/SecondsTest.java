package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Rational;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {

    @ParameterizedTest
    @CsvSource({
        "90000, 1/90000, 1.000000",
        "1, 1001/30000, 0.033367",
        "-1, 1/3, -0.333333",
        "0, 1/25, 0.000000",
        "90000000000000, 1/90000, 1000000000.000000",
    })
    void ticks_are_rounded_up_so_that_a_seek_does_not_miss_its_keyframe(long ticks, String base, String seconds) {
        assertThat(Seconds.of(ticks, Rational.parse(base))).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"-21/1000, -0.021000", "1/3, 0.333333", "2/3, 0.666667"})
    void a_time_is_rounded_to_the_nearest_microsecond(String exact, String seconds) {
        assertThat(Seconds.of(Rational.parse(exact))).isEqualTo(seconds);
    }
}

package io.reelmill.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTest {

    @ParameterizedTest
    @CsvSource({"30000/1001, 30000, 1001", "16:9, 16, 9", "25, 25, 1", "-3/4, -3, 4"})
    void reads_what_ffprobe_writes(String text, long num, long den) {
        assertThat(Rational.parse(text)).isEqualTo(new Rational(num, den));
    }

    @ParameterizedTest
    @CsvSource({"N/A", "0/0", "''"})
    void what_is_unknown_is_null(String text) {
        assertThat(Rational.parse(text)).isNull();
    }

    @Test
    void a_difference_is_exact() {
        Rational third = new Rational(1, 3);

        assertThat(third.minus(new Rational(1, 90000))).isEqualTo(new Rational(29999, 90000));
        assertThat(third.minus(third)).isEqualTo(new Rational(0, 1));
    }

    @Test
    void ticks_become_seconds() {
        assertThat(new Rational(1001, 30000).times(30)).isEqualTo(new Rational(1001, 1000));
    }
}

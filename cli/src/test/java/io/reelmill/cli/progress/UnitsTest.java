package io.reelmill.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.0 kB",
        "34100000,34.1 MB",
        "999949999,999.9 MB",
        "999950000,1.0 GB",
        "2500000000000,2.5 TB"
    })
    void bytes_are_decimal(long bytes, String text) {
        assertThat(Units.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "42,0:42", "125,2:05", "3599,59:59", "3723,1:02:03", "-5,0:00"})
    void a_clock_shows_hours_when_there_are_any(long seconds, String text) {
        assertThat(Units.clock(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "48.24,48.2 s", "59.9,59.9 s", "60,1:00", "125.4,2:05"})
    void short_times_have_a_decimal(double seconds, String text) {
        assertThat(Units.seconds(seconds)).isEqualTo(text);
    }
}

package io.reelmill.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaJobSpecTest {

    private static Instant read(String deadline) {
        return Serialization.unmarshal("spec: {deadline: \"%s\"}".formatted(deadline), MediaJob.class)
                .getSpec()
                .deadline();
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T00:00:00Z,                2030-01-01T00:00:00Z",
        "2030-01-01T00:00:00.5Z,              2030-01-01T00:00:00.5Z",
        "2030-01-01T00:00:00.123456789+05:30, 2029-12-31T18:30:00.123456789Z",
        "2030-01-01T00:00:00+18:00,           2029-12-31T06:00:00Z",
        "2030-01-01T00:00:00-18:00,           2030-01-01T18:00:00Z",
        "2030-01-01T00:00:00-17:59,           2030-01-01T17:59:00Z",
        "2030-01-01T00:00:00+00:00,           2030-01-01T00:00:00Z",
        "2030-01-01T00:00:00-00:00,           2030-01-01T00:00:00Z",
        "0000-01-01T00:00:00+18:00,           -0001-12-31T06:00:00Z",
        "9999-12-31T23:59:59.999999999-18:00, +10000-01-01T17:59:59.999999999Z",
    })
    void a_deadline_that_the_schema_lets_pass_is_read(String given, Instant expected) {
        assertThat(given).matches(MediaJobSpec.TIME);
        assertThat(read(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-01T00:00:00.1234567890Z",
                "2030-01-01T00:00:00+19:00",
                "2030-01-01T00:00:00+18:01",
                "2030-01-01T00:00:00,5Z",
                "tomorrow",
                ""
            })
    void one_that_an_older_definition_let_pass_is_read_as_none(String given) {
        assertThat(given).doesNotMatch(MediaJobSpec.TIME);
        assertThat(read(given)).isNull();
    }
}

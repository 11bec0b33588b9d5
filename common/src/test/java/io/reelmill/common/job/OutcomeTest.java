package io.reelmill.common.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

    @ParameterizedTest
    @EnumSource
    void each_is_said_in_words_and_as_a_reason_of_a_condition(Outcome outcome) {
        assertThat(outcome.text()).isNotBlank().doesNotEndWith(".");
        assertThat(outcome.reason()).matches("([A-Z][a-z]+)+");
    }

    @ParameterizedTest
    @EnumSource(names = "SUCCEEDED", mode = EnumSource.Mode.EXCLUDE)
    void each_but_success_says_why_the_job_fails_when_nothing_is_left(Outcome outcome) {
        assertThat(outcome.failure()).isNotNull();
    }

    @Test
    void no_two_are_said_alike() {
        assertThat(Arrays.stream(Outcome.values()).map(Outcome::text)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"OOM_GUARD, OomGuard", "STORAGE_UNAVAILABLE, StorageUnavailable", "EVICTED, Evicted"})
    void reasons_are_names_as_kubernetes_writes_them(Outcome outcome, String reason) {
        assertThat(outcome.reason()).isEqualTo(reason);
    }
}

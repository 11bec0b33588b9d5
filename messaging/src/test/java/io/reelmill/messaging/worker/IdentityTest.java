package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @ParameterizedTest(name = "{0} processors for {1} slots: {2}")
    @CsvSource({"1, 1, 1", "8, 1, 8", "8, 2, 4", "8, 3, 2", "2, 4, 1", "4, 0, 4"})
    void slots_share_the_processors_and_each_has_one_thread_at_least(int processors, int slots, int threads) {
        assertThat(Identity.threads(processors, slots)).isEqualTo(threads);
    }
}

package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "2, 4000", "5, 32000", "6, 32000", "1000000, 32000"})
    void pauses_double_up_to_a_limit_and_vary(int failures, long longest) {
        Patience patience = new Patience(Duration.ofSeconds(1), () -> false, RandomGenerator.of("L64X128MixRandom"));

        for (int i = 0; i < 1000; i++) {
            assertThat(patience.pause(failures)).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
        assertThat(patience.pause(failures)).isNotEqualTo(patience.pause(failures));
    }

    @Test
    void it_tries_until_it_works() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Patience patience = new Patience(Duration.ofMillis(1), () -> false, RandomGenerator.getDefault());

        String result = patience.until("it", () -> {
            if (tries.incrementAndGet() < 4) {
                throw new IOException("not yet");
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(tries).hasValue(4);
    }

    @Test
    void it_gives_up_when_it_is_told_to() {
        AtomicInteger tries = new AtomicInteger();
        Patience patience = new Patience(Duration.ofMillis(1), () -> tries.get() >= 2, RandomGenerator.getDefault());

        assertThatThrownBy(() -> patience.until("it", () -> {
                    tries.incrementAndGet();
                    throw new IOException("never");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(tries).hasValue(2);
    }
}

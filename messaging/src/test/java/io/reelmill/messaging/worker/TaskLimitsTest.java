package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLimitsTest {

    private static final TaskLimits OWN = new TaskLimits(Duration.ofMinutes(30), Duration.ofMinutes(35));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the worker's own where nothing is asked for, , , 3600, 1800, 2100",
        "never less than the worker's own, 60, 70, 3600, 1800, 2100",
        "more where the work needs it, 2400, 3000, 3600, 2400, 3000",
        "the hard limit keeps its distance, 2700, , 3600, 2700, 3000",
        "always below the lock, 4000, 5000, 3600, 3240, 3540",
        "the worker's own below a short lock as well, , , 1200, 1026, 1140",
        "a lock of seconds leaves a tenth of it, , , 20, 16.2, 18"
    })
    void limits(String name, Integer soft, Integer hard, long lock, double expectedSoft, double expectedHard) {
        TaskLimits limits = TaskLimits.of(TestingWork.limited(soft, hard), OWN, Duration.ofSeconds(lock));

        assertThat(limits.soft()).isEqualTo(seconds(expectedSoft));
        assertThat(limits.hard()).isEqualTo(seconds(expectedHard));
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}

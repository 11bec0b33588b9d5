package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecyclePolicyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "enough tasks, 10, 100, false, 1, true",
        "a task too few, 10, 99, true, 1, false",
        "too much memory of its own, 10, 0, true, 501, true",
        "too much memory while it works, 10, 0, false, 501, false",
        "not too much, 10, 0, true, 500, false",
        "too young for either, 9, 100, true, 501, false"
    })
    void a_worker_ends_when_it_has_done_its_share(
            String why, long minutes, long done, boolean idle, long mebibytes, boolean due) {
        RecyclePolicy policy = RecyclePolicy.of(TestingConfig.worker(
                        Map.of("reelmill.worker.recycle.tasks", "100", "reelmill.worker.recycle.memory", "500M"))
                .recycle());

        assertThat(policy.due(Duration.ofMinutes(minutes), done, idle, mebibytes << 20))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"0", "1000000"})
    void no_number_of_tasks_is_too_much_where_there_is_no_limit(long done) {
        RecyclePolicy policy = new RecyclePolicy(0, Long.MAX_VALUE, Duration.ZERO);

        assertThat(policy.due(Duration.ofDays(365), done, true, 1L << 40)).isFalse();
    }
}

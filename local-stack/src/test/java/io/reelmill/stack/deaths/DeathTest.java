package io.reelmill.stack.deaths;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Termination.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeathTest {

    private static final Instant START = Instant.ofEpochMilli(1_000);
    private static final Instant END = Instant.ofEpochMilli(9_000);

    @ParameterizedTest
    @CsvSource({
        "137, true,  OOM,   1024",
        "137, false, OTHER, 1024",
        "3,   false, JVM_HEAP,",
        "3,   true,  JVM_HEAP,",
        "143, true,  OTHER, 1024",
        "70,  false, OTHER, 1024",
        "1,   true,  OTHER, 1024"
    })
    void memory_is_blamed_for_a_kill_that_the_kernel_counted_and_the_heap_for_the_code_of_the_jvm(
            int exitCode, boolean memoryKill, Reason reason, Long limit) {
        Termination seen = death(exitCode, memoryKill).termination("node-1").orElseThrow();

        assertThat(seen)
                .isEqualTo(new Termination(
                        reason, exitCode, limit, "node-1", START, END, "transcode-1/1000/42", "process"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 75})
    void a_worker_that_went_in_order_is_no_death(int exitCode) {
        assertThat(death(exitCode, true).termination("node-1")).isEmpty();
    }

    @Test
    void each_process_has_a_name_of_its_own() {
        Death next = new Death("transcode-1", 43, END, END.plusSeconds(1), 137, null, false, null);

        assertThat(next.termination(null).orElseThrow().containerId())
                .isNotEqualTo(death(137, false).termination(null).orElseThrow().containerId());
    }

    private static Death death(int exitCode, boolean memoryKill) {
        return new Death("transcode-1", 42, START, END, exitCode, 1024L, memoryKill, "process");
    }
}

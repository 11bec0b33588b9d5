package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.stack.supervise.ProcessState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ProcessState> processes =
            List.of(process("gateway-1", START), process("transcode-1", START), process("transcode-2", START));

    @Test
    void every_worker_has_to_be_heard() {
        assertThat(Scaling.allHeard(processes, List.of(heartbeat("transcode-1", 1))))
                .isFalse();
        assertThat(Scaling.allHeard(processes, List.of(heartbeat("transcode-1", 1), heartbeat("transcode-2", 1))))
                .isTrue();
    }

    @Test
    void the_last_heartbeat_of_a_predecessor_does_not_count() {
        assertThat(Scaling.allHeard(processes, List.of(heartbeat("transcode-1", 1), heartbeat("transcode-2", -3))))
                .isFalse();
    }

    @Test
    void a_worker_that_does_not_run_is_not_heard() {
        List<ProcessState> dead = List.of(process("transcode-1", null));
        assertThat(Scaling.allHeard(dead, List.of(heartbeat("transcode-1", 1)))).isFalse();
    }

    private static ProcessState process(String name, Instant startedAt) {
        return new ProcessState(name, "a", startedAt == null ? 0 : 1, startedAt, true, 0, Path.of("l.log"), 0);
    }

    private static Heartbeat heartbeat(String worker, long second) {
        return new Heartbeat(
                worker,
                "i",
                1,
                START.plusSeconds(second),
                "transcode",
                Set.of(WorkQueue.SMALL),
                2,
                0,
                0,
                false,
                List.of());
    }
}

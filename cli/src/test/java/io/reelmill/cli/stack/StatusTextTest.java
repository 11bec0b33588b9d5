package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.gateway.QueueView;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private final StatusText text = new StatusText(NOW);

    @Test
    void processes_show_state_memory_and_restarts() {
        Instant since = NOW.minusSeconds(65);
        List<ProcessState> processes = List.of(
                new ProcessState("kafka", "127.0.0.1:20001", 11, since, true, 0, Path.of("k.log")),
                new ProcessState("merge-1", "http://127.0.0.1:20002/q/health", 0, null, false, 3, null));
        text.stack(
                new StackState(
                        10,
                        since,
                        1,
                        "t",
                        StackState.Phase.READY,
                        null,
                        true,
                        "http://127.0.0.1:20003",
                        Path.of("s"),
                        1,
                        2,
                        processes),
                Map.of(11L, 170_000_000L, 10L, 30_000_000L));

        assertThat(text.lines())
                .containsExactly(
                        "stack ready, http://127.0.0.1:20003, up 1:05, memory 200.0 MB",
                        "",
                        "PROCESS  STATE  PID  UP    MEMORY    RESTARTS  ADDRESS",
                        "kafka    ready  11   1:05  170.0 MB  0         127.0.0.1:20001",
                        "merge-1  down   -    -     -         3         http://127.0.0.1:20002/q/health");
    }

    @Test
    void a_worker_shows_what_it_runs() {
        Heartbeat.Running running =
                new Heartbeat.Running("0199f0c2-1f6a2b9c10", "chunk-720p-00017", 2, NOW.minusSeconds(9), 120, 0);
        text.workers(List.of(new Heartbeat(
                "transcode-1",
                "i",
                1,
                NOW.minusMillis(400),
                "transcode",
                Set.of(WorkQueue.SMALL),
                2,
                0,
                250_000_000,
                true,
                List.of(running))));

        assertThat(text.lines())
                .contains("transcode-1  1/2    250.0 MB  0.4 s ago  draining chunk-720p-00017 of 6a2b9c10, attempt 2,"
                        + " 120 frames, 0:09");
    }

    @Test
    void unknown_slots_are_a_question_mark() {
        text.queues(List.of(new QueueView("PLAN", 1, 2, 3, null)));
        assertThat(text.lines()).contains("PLAN   1        2         3        ?");
    }

    @Test
    void ps_output_is_read_and_nonsense_left_out() {
        assertThat(ProcessMemory.parse("   11 2048\n  12  1\n\n")).isEqualTo(Map.of(11L, 2_097_152L, 12L, 1_024L));
    }
}

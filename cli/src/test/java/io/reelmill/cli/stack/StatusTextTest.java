package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.QueueView;
import io.reelmill.cli.gateway.TaskView;
import io.reelmill.cli.gateway.TaskView.AttemptView;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
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
                new ProcessState("kafka", "127.0.0.1:20001", 11, since, true, 0, Path.of("k.log"), 0),
                new ProcessState("merge-1", "http://127.0.0.1:20002/q/health", 0, null, false, 3, null, 0));
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
                        4_000_000_000L,
                        "memory cgroups cannot be made here: read-only",
                        processes),
                Map.of(11L, 170_000_000L, 10L, 30_000_000L));

        assertThat(text.lines())
                .containsExactly(
                        "stack ready, http://127.0.0.1:20003, up 1:05, memory 200.0 MB, for work 4.0 GB",
                        "the kernel does not hold workers to their shares of it:"
                                + " memory cgroups cannot be made here: read-only",
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
                2_000_000_000,
                250_000_000,
                true,
                List.of(running),
                List.of(new Heartbeat.Waiting(
                        "0199f0c2-1f6a2b9c10", "chunk-720p-00018", 1, 900_000_000, 0, NOW.minusSeconds(4))),
                1)));

        assertThat(text.lines())
                .contains(
                        "transcode-1  1/2    250.0 MB of 2.0 GB  1        0.4 s ago  draining chunk-720p-00017 of 6a2b9c10,"
                                + " attempt 2, 120 frames, 0:09; chunk-720p-00018 of 6a2b9c10 waits 0:04 for 900.0 MB");
    }

    @Test
    void tasks_show_retries_memory_and_why_and_those_that_went_well_are_counted() {
        TaskView well = task("chunk-720p-00000", "DONE", new AttemptView(1, "w", Outcome.SUCCEEDED, null, 100L, 900L));
        TaskView retried = task(
                "chunk-720p-00001",
                "WAITING",
                new AttemptView(1, "w", Outcome.OOM_GUARD, "ffmpeg had 860 MiB", 860_000_000L, 900_000_000L));
        TaskView running = task(
                "chunk-720p-00002",
                "RUNNING",
                new AttemptView(1, "w", Outcome.WORKER_LOST, null, null, null),
                new AttemptView(2, "w", null, null, null, null));
        text.tasks(job(List.of()), List.of(well, retried, running));

        assertThat(text.lines())
                .containsExactly(
                        "",
                        "tasks of j1: 3, of which 1 done, 1 retries, 1 out of memory",
                        "TASK              STATE    QUEUE  RETRIES  OOMS  PREDICTED  PEAK      LIMIT     LAST",
                        "chunk-720p-00001  WAITING  SMALL  0        1     400.0 MB   860.0 MB  900.0 MB  OOM_GUARD: ffmpeg"
                                + " had 860 MiB",
                        "chunk-720p-00002  RUNNING  SMALL  1        0     400.0 MB   -         -         WORKER_LOST: the"
                                + " worker died or vanished");
    }

    @Test
    void warnings_of_jobs_are_said() {
        text.jobs(List.of(job(List.of("720p needs 83 % of the memory of the largest workers"))));

        assertThat(text.lines()).contains("warning for j1: 720p needs 83 % of the memory of the largest workers");
    }

    private static TaskView task(String id, String state, AttemptView... attempts) {
        return new TaskView(id, TaskKind.CHUNK, state, WorkQueue.SMALL, 400_000_000, List.of(attempts));
    }

    private static JobView job(List<String> warnings) {
        return new JobView(
                "j1", JobStatus.ENCODING, false, null, 0, 0, 0, null, null, warnings, null, NOW, null, null, 0, null);
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

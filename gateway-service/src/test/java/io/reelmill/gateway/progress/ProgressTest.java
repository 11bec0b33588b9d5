package io.reelmill.gateway.progress;

import static io.reelmill.gateway.testing.Specimens.audio;
import static io.reelmill.gateway.testing.Specimens.chunk;
import static io.reelmill.gateway.testing.Specimens.encoding;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobState;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.progress.Progress.AudioProgress;
import io.reelmill.gateway.progress.Progress.RenditionProgress;
import io.reelmill.gateway.testing.Specimens;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Task[] TASKS = {
        chunk("sd", 0, TaskState.DONE, 240, 1),
        chunk("hd", 0, TaskState.DONE, 240, 2),
        chunk("hd", 1, TaskState.RUNNING, 240, 1),
        chunk("hd", 2, TaskState.WAITING, 120, 3),
        chunk("sd", 1, TaskState.RELEASED, 360, 1),
        audio(0, TaskState.DONE),
        audio(1, TaskState.RUNNING)
    };

    @Test
    void frames_of_finished_chunks_are_known_and_of_running_ones_told() {
        Progress progress = Progress.of(encoding(TASKS), Map.of("chunk-hd-00001", 60L));

        assertThat(progress.renditions())
                .containsExactly(
                        new RenditionProgress("hd", 3, 1, 1, 300, 600), new RenditionProgress("sd", 2, 1, 0, 240, 600));
        assertThat(progress.framesDone()).isEqualTo(540);
        assertThat(progress.framesTotal()).isEqualTo(1200);
        assertThat(progress.percent()).isEqualTo(45.0);
        assertThat(progress.audio()).isEqualTo(new AudioProgress(2, 1));
        assertThat(progress.retries()).as("attempts that no worker began").isZero();
    }

    @Test
    void losing_redis_takes_back_no_more_than_the_running_chunks() {
        Progress with = Progress.of(encoding(TASKS), Map.of("chunk-hd-00001", 239L));
        Progress without = Progress.of(encoding(TASKS), Map.of());

        assertThat(without.framesDone()).isEqualTo(480);
        assertThat(with.framesDone() - without.framesDone()).isEqualTo(239);
    }

    @Test
    void what_redis_says_cannot_exceed_a_chunk_nor_be_of_one_that_does_not_run() {
        Map<String, Long> nonsense = Map.of("chunk-hd-00001", 9999L, "chunk-hd-00002", 50L, "chunk-hd-00000", 7L);

        assertThat(Progress.of(encoding(TASKS), nonsense).framesDone()).isEqualTo(240 + 240 + 240);
    }

    @Test
    void all_frames_are_not_all_until_the_job_has_completed() {
        Task done = chunk("hd", 0, TaskState.DONE, 240, 1);
        Job merging = Specimens.job(new JobState.Merging(), Specimens.reached(JobStatus.MERGING), done);

        assertThat(Progress.of(merging, Map.of()).percent()).isEqualTo(99);
        assertThat(Progress.of(Specimens.completed(), Map.of()).percent()).isEqualTo(100);
    }

    @Test
    void sound_alone_counts_by_tracks() {
        Progress progress = Progress.of(encoding(audio(0, TaskState.DONE), audio(1, TaskState.RUNNING)), Map.of());

        assertThat(progress.percent()).isEqualTo(50);
        assertThat(progress.renditions()).isEmpty();
    }

    @Test
    void an_unplanned_job_has_no_progress() {
        Job queued = Specimens.job(new JobState.Queued(), Specimens.reached(JobStatus.QUEUED));

        assertThat(Progress.of(queued, Map.of()).percent()).isZero();
        assertThat(Progress.of(queued, Map.of()).framesTotal()).isZero();
    }

    @Test
    void frames_in_redis_that_are_no_numbers_are_ignored() {
        assertThat(LiveFrames.numbers(Map.of("a", "12", "b", "", "c", "-3", "d", "x")))
                .containsExactly(Map.entry("a", 12L));
    }
}

package io.reelmill.gateway.progress;

import static io.reelmill.gateway.testing.Specimens.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobState;
import io.reelmill.gateway.jobs.Timeline;
import io.reelmill.gateway.testing.Specimens;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void each_stage_lasts_until_the_next() {
        List<Stage> stages = Stage.of(Specimens.completed());

        assertThat(stages)
                .extracting(Stage::state)
                .containsExactly(
                        JobStatus.UPLOADING,
                        JobStatus.QUEUED,
                        JobStatus.PLANNING,
                        JobStatus.ENCODING,
                        JobStatus.MERGING,
                        JobStatus.COMPLETED);
        assertThat(stages).extracting(Stage::seconds).containsExactly(60.0, 60.0, 60.0, 60.0, 60.0, null);
        assertThat(stages.get(5).endedAt()).isNull();
    }

    @Test
    void a_job_whose_source_was_there_never_uploaded() {
        Job queued = Specimens.job(new JobState.Queued(), new Timeline(START, START, null, null, null, null));

        assertThat(Stage.of(queued)).containsExactly(new Stage(JobStatus.QUEUED, START, null, null));
    }

    @Test
    void a_job_that_failed_early_skips_to_its_end() {
        Timeline times = new Timeline(START, START, START.plusSeconds(2), null, null, START.plusSeconds(5));
        Job failed = Specimens.job(new JobState.Failed(new Failure(FailureCode.NOT_MEDIA, "text")), times);

        assertThat(Stage.of(failed))
                .extracting(Stage::state)
                .containsExactly(JobStatus.QUEUED, JobStatus.PLANNING, JobStatus.FAILED);
    }
}

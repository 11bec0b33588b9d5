package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.progress.Progress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The number of retries that people are shown. */
class RetryCountTest {

    private static final String CHUNK = TestingPlans.chunkId(0);

    private final TestingJob job = TestingJob.encoding(2);

    @Test
    void a_record_that_is_taken_back_is_no_retry() {
        for (int i = 0; i < 3; i++) {
            job.release(CHUNK);
            job.on(new JobEvent.Suspended(job.time()));
            job.on(new JobEvent.Resumed(job.time()));
        }
        job.release(CHUNK);
        job.on(new JobEvent.ReleaseTakenBack(job.time(), CHUNK, 4));
        job.run(CHUNK);
        job.succeed(CHUNK);

        assertThat(job.task(CHUNK).attempt()).isEqualTo(5);
        assertThat(shown()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL", "WORKER_LOST", "DRAINED", "STALLED", "STORAGE_UNAVAILABLE", "OOM_GUARD"})
    void an_attempt_that_is_made_again_is_one(Outcome outcome) {
        fail(CHUNK, outcome);

        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void the_attempt_that_ends_the_job_is_not_made_again() {
        int allowed = TestingJob.RULES.retries().allowed().get(Budget.ERROR);
        for (int i = 0; i <= allowed; i++) {
            fail(CHUNK, Outcome.INTERNAL);
        }

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
        assertThat(shown()).isEqualTo(allowed);
    }

    @Test
    void what_both_halves_of_a_chunk_inherit_counts_once() {
        for (int i = 0; i < 3; i++) {
            fail(CHUNK, Outcome.OOM_GUARD);
        }
        assertThat(job.task(CHUNK).state()).isEqualTo(TaskState.SPLIT);
        assertThat(shown()).isEqualTo(3);

        fail(CHUNK + "a", Outcome.INTERNAL);
        assertThat(shown()).isEqualTo(4);
    }

    @Test
    void an_encode_that_the_merge_rejects_is_one() {
        TestingJob merging = TestingJob.merging(2);
        merging.run("merge");
        merging.reject(new TaskEvent.Rejection(CHUNK, 1, "gray"));

        assertThat(Progress.of(merging.now(), Map.of()).retries()).isEqualTo(1);
    }

    private void fail(String id, Outcome outcome) {
        job.pass(Duration.ofHours(1));
        job.run(id);
        job.on(new JobEvent.WorkerReported(
                job.time(), new TaskEvent.TaskFailed(1, job.attempt(id), job.stats(), outcome, null, "as told")));
    }

    private int shown() {
        return Progress.of(job.now(), Map.of()).retries();
    }
}

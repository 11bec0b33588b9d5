package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.spec.MemorySpec;
import io.reelmill.common.spec.MemorySpec.OnOom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when work runs out of memory: the ladder, step by step, and what is told at its end. */
class MemoryLadderTest {

    private static final String CHUNK = TestingPlans.chunkId(0);

    @Test
    void a_chunk_gets_more_memory_then_a_cheaper_command_then_becomes_two() {
        TestingJob job = TestingJob.encoding(2);
        long predicted = job.task(CHUNK).spec().predictedBytes();

        WorkItem first = die(job, CHUNK, Outcome.OOM_GUARD);
        assertThat(first.queue()).isEqualTo(WorkQueue.LARGE);
        assertThat(first.predictedBytes()).isEqualTo((long) (predicted * 1.25));
        assertThat(lean(first)).isFalse();

        WorkItem second = die(job, CHUNK, Outcome.OOM_KERNEL);
        assertThat(second.queue()).isEqualTo(WorkQueue.LARGE);
        assertThat(lean(second)).isTrue();
        assertThat(second.attempt()).isEqualTo(3);

        job.run(CHUNK);
        job.fail(CHUNK, Outcome.OOM_POD, null, "killed");
        assertThat(job.task(CHUNK).state()).isEqualTo(TaskState.SPLIT);
        assertThat(job.now().encodes())
                .extracting(Task::id)
                .containsExactly(TestingPlans.chunkId(1), "audio-0", CHUNK + "a", CHUNK + "b");
        assertThat(job.task(CHUNK + "a").spent(Budget.OOM)).isEqualTo(3);
        assertThat(job.task(CHUNK + "a").lessons().lean()).isTrue();
        assertThat(job.task(CHUNK + "a").attempt()).isEqualTo(1);
    }

    @Test
    void the_parts_are_joined_in_the_place_of_the_whole() {
        TestingJob job = split();

        Stream.of(CHUNK + "b", CHUNK + "a", TestingPlans.chunkId(1), "audio-0").forEach(id -> {
            job.pass(Duration.ofMinutes(2));
            job.run(id);
            job.succeed(id);
        });

        assertThat(job.now().status()).isEqualTo(JobStatus.MERGING);
        TaskWork.Merge merge = (TaskWork.Merge)
                JobMachineTest.published(job.release("merge")).get(0).work();
        Chunk whole = job.now().plan().chunks().get(0);
        assertThat(merge.plan().tasks())
                .extracting(TaskSpec::id)
                .containsExactly(TestingPlans.chunkId(1), "audio-0", CHUNK + "a", CHUNK + "b");
        assertThat(merge.plan().tasks().get(2).range())
                .isEqualTo(whole.halves().orElseThrow().first());
        assertThat(merge.encodes()).hasSize(4);
    }

    @Test
    void single_GOPs_that_die_end_the_job_with_the_evidence_and_the_advice() {
        TestingJob job = split();
        String dying = CHUNK + "a";
        while (!job.now().status().terminal()) {
            job.pass(Duration.ofMinutes(2));
            job.run(dying);
            job.fail(dying, Outcome.OOM_GUARD, null, "ended at 97 % of 1 GiB");
            dying = job.task(dying).state() == TaskState.SPLIT ? dying + "a" : dying;
        }

        Failure failure = job.now().failure().orElseThrow();
        assertThat(failure.code()).isEqualTo(FailureCode.OUT_OF_MEMORY);
        assertThat(failure.detail())
                .startsWith("chunk 0aa of 1080p (frames 0–47) ran out of memory 5 times, the last time (attempt 1)"
                        + " in class large where ")
                .contains("ended at 97 % of 1 GiB")
                .endsWith("give those workers more memory, or ask for a smaller height or a faster preset");
    }

    @Test
    void what_was_seen_in_use_is_asked_for_where_it_is_more_than_was_predicted() {
        TestingJob job = TestingJob.encoding(1);
        job.run("audio-0");

        job.fail("audio-0", Outcome.OOM_GUARD, null, "ended");

        assertThat(job.task("audio-0").spec().predictedBytes()).isEqualTo((long) ((300L << 20) * 1.25));
    }

    @Test
    void a_track_climbs_the_classes_and_is_not_cut() {
        TestingJob job = TestingJob.encoding(1);
        die(job, "audio-0", Outcome.OOM_KERNEL);
        job.run("audio-0");

        job.fail("audio-0", Outcome.OOM_KERNEL, null, "killed");

        assertThat(job.now().failure()).map(Failure::code).contains(FailureCode.OUT_OF_MEMORY);
    }

    @Test
    void a_merge_decodes_with_one_thread_and_then_has_fewer_neighbors() {
        TestingJob job = TestingJob.merging(1);
        long predicted = MemoryModel.measured().merging().bytes();

        assertThat(job.task("merge").spec().predictedBytes()).isEqualTo(predicted);
        assertThat(job.task("merge").lessons().lean()).isFalse();

        List<WorkItem> retries = List.of(die(job, "merge", Outcome.OOM_GUARD), die(job, "merge", Outcome.OOM_GUARD));
        job.run("merge");
        job.fail("merge", Outcome.OOM_GUARD, null, "ended");

        assertThat(retries)
                .extracting(item -> ((TaskWork.Merge) item.work()).lean(), WorkItem::predictedBytes)
                .containsExactly(tuple(true, predicted), tuple(true, (long) (predicted * 1.25)));
        assertThat(job.now().failure().orElseThrow().detail())
                .startsWith("joining and verifying the result ran out of memory 3 times")
                .endsWith("give those workers more memory");
    }

    @Test
    void planning_is_tried_again_with_fewer_neighbors() {
        TestingJob job = TestingJob.queued();
        long predicted = MemoryModel.measured().planning().bytes();
        assertThat(job.task("plan").spec().predictedBytes()).isEqualTo(predicted);
        assertThat(job.task("plan").spec().memoryBasis()).isEqualTo(MemoryBasis.TABLE);
        die(job, "plan", Outcome.OOM_POD);
        assertThat(job.task("plan").spec().predictedBytes()).isEqualTo((long) ((300L << 20) * 1.25));
        die(job, "plan", Outcome.OOM_POD);
        assertThat(job.task("plan").queue()).isEqualTo(WorkQueue.PLAN);
        job.run("plan");

        job.fail("plan", Outcome.OOM_POD, null, "the container was OOM-killed at 512 MiB");

        assertThat(job.now().failure().orElseThrow().detail())
                .startsWith("reading the source ran out of memory 3 times")
                .endsWith("give those workers more memory");
    }

    @Test
    void a_job_that_asks_for_restarts_repeats_the_same() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.RESTART, null));
        WorkItem first = die(job, CHUNK, Outcome.OOM_KERNEL);
        assertThat(first.queue()).isEqualTo(WorkQueue.STANDARD);
        die(job, CHUNK, Outcome.OOM_KERNEL);
        job.run(CHUNK);

        job.fail(CHUNK, Outcome.OOM_KERNEL, null, "killed");

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_job_that_asks_for_more_restarts_than_the_installation_gives_has_them() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.RESTART, 4));
        for (int death = 1; death <= 4; death++) {
            die(job, CHUNK, Outcome.OOM_KERNEL);
        }
        job.run(CHUNK);

        job.fail(CHUNK, Outcome.OOM_KERNEL, null, "killed");

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.task(CHUNK).attempt()).isEqualTo(5);
    }

    @Test
    void a_job_that_asks_to_fail_fails_at_once() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.FAIL, null));
        job.run(CHUNK);

        job.fail(CHUNK, Outcome.OOM_KERNEL, null, "the kernel killed ffmpeg");

        assertThat(job.now().failure().orElseThrow().detail()).contains("once").contains("the kernel killed ffmpeg");
    }

    @Test
    void a_job_that_names_a_class_begins_in_no_smaller_one() {
        JobPlan plan = TestingPlans.plan(1, 1, WorkQueue.SMALL);

        assertThat(TestingJob.encoding(plan, null, new MemorySpec(null, null, WorkQueue.LARGE))
                        .task(CHUNK)
                        .queue())
                .isEqualTo(WorkQueue.LARGE);
        assertThat(TestingJob.encoding(
                                TestingPlans.plan(1, 1, WorkQueue.LARGE),
                                null,
                                new MemorySpec(null, null, WorkQueue.SMALL))
                        .task(CHUNK)
                        .queue())
                .isEqualTo(WorkQueue.LARGE);
    }

    @Test
    void where_there_is_no_class_as_large_as_asked_for_the_largest_serves() {
        OomPolicy two = new OomPolicy(List.of(WorkQueue.SMALL, WorkQueue.STANDARD), 2);
        TaskSpec small = TestingPlans.plan(1, 0, WorkQueue.SMALL).tasks().get(0);

        assertThat(two.atLeast(small, WorkQueue.LARGE).queue()).isEqualTo(WorkQueue.STANDARD);
    }

    @Test
    void a_job_bounds_how_often_errors_are_retried() {
        TestingJob job = TestingJob.encoding(TestingPlans.plan(1, 0), 1, MemorySpec.DEFAULT);
        job.run(CHUNK);
        job.fail(CHUNK, Outcome.INTERNAL, null, "an error");
        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
        job.pass(Duration.ofMinutes(1));
        job.run(CHUNK);

        job.fail(CHUNK, Outcome.INTERNAL, null, "an error");

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_death_is_told_with_what_follows() {
        TestingJob job = TestingJob.encoding(1, MemorySpec.DEFAULT);
        job.run(CHUNK);
        Attempt attempt = job.last().attempts().get(0);
        job.fail(CHUNK, Outcome.OOM_POD, null, "killed");

        assertThat(DeathSentence.of(job.now(), attempt, Outcome.OOM_POD, 1L << 30))
                .matches("chunk 0 of 1080p \\(frames 0–239\\) was OOM-killed at 1\\.0 GiB \\(predicted \\d+ MiB\\);"
                        + " retrying in class large");
        assertThat(DeathSentence.of(job.now(), attempt, Outcome.EVICTED, null))
                .endsWith("was lost when its worker was evicted; retrying in class large");
    }

    @Test
    void a_death_that_ends_the_job_is_told_so() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.FAIL, null));
        job.run(CHUNK);
        Attempt attempt = job.last().attempts().get(0);
        job.fail(CHUNK, Outcome.OOM_POD, null, "killed");

        assertThat(DeathSentence.of(job.now(), attempt, Outcome.OOM_POD, null)).endsWith("; the job is failed");
    }

    @Test
    void a_job_bounds_its_own_retries() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.ESCALATE, 1));
        die(job, CHUNK, Outcome.OOM_KERNEL);
        job.run(CHUNK);

        job.fail(CHUNK, Outcome.OOM_KERNEL, null, "killed");

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_death_that_is_explained_later_is_charged_to_memory_and_the_waiting_attempt_escalates() {
        TestingJob job = lost();
        Attempt dead = job.last().attempts().get(0);

        Decision decision =
                job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.OOM_POD, "OOMKilled at 1 GiB"));

        assertThat(decision.attempts()).singleElement().satisfies(corrected -> {
            assertThat(corrected.number()).isEqualTo(1);
            assertThat(corrected.outcome()).isEqualTo(Outcome.OOM_POD);
            assertThat(corrected.detail()).isEqualTo("OOMKilled at 1 GiB");
        });
        Task task = job.task(CHUNK);
        assertThat(task.spent()).containsExactlyEntriesOf(java.util.Map.of(Budget.OOM, 1));
        assertThat(task.queue()).isEqualTo(WorkQueue.LARGE);
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.OOM_POD, "again"))
                        .hasEffect())
                .isFalse();
    }

    @Test
    void an_attempt_that_nobody_has_taken_yet_is_taken_back() {
        TestingJob job = lost();
        Attempt dead = job.last().attempts().get(0);
        job.pass(Duration.ofMinutes(1));
        job.release(CHUNK);

        job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.OOM_POD, "OOMKilled"));

        assertThat(job.task(CHUNK).state()).isEqualTo(TaskState.WAITING);
        assertThat(job.task(CHUNK).attempt()).isEqualTo(3);
        assertThat(job.task(CHUNK).queue()).isEqualTo(WorkQueue.LARGE);
    }

    @Test
    void an_attempt_that_runs_the_same_already_is_taken_back() {
        TestingJob job = lost();
        Attempt dead = job.last().attempts().get(0);
        job.pass(Duration.ofMinutes(1));
        job.run(CHUNK);

        Decision decision = job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.OOM_POD, "OOMKilled"));

        assertThat(decision.commands())
                .contains(new Command.Tell(Control.stopOlder(job.now().id(), CHUNK, 3)));
        assertThat(decision.attempts())
                .extracting(Attempt::number, Attempt::outcome)
                .containsExactly(tuple(1, Outcome.OOM_POD), tuple(2, Outcome.CANCELLED));
        WorkItem next = JobMachineTest.published(job.release(CHUNK)).get(0);
        assertThat(next.attempt()).isEqualTo(3);
        assertThat(next.queue()).isEqualTo(WorkQueue.LARGE);
        assertThat(next.adopt()).as("either may have stored its result").containsExactly(2, 1);
        assertThat(job.task(CHUNK).spent(Budget.OOM)).isEqualTo(1);
        assertThat(job.task(CHUNK).spent(Budget.LOST)).isZero();
    }

    @Test
    void deaths_that_are_always_told_late_climb_the_ladder_to_its_end() {
        TestingJob job = TestingJob.encoding(1);
        for (int i = 0; i < 20 && job.task(CHUNK).state() != TaskState.SPLIT; i++) {
            dieAndBeToldLate(job);
        }
        assertThat(job.task(CHUNK).state()).isEqualTo(TaskState.SPLIT);
        assertThat(job.task(CHUNK).spent(Budget.OOM)).isEqualTo(3);
    }

    @Test
    void an_attempt_that_is_repeated_unchanged_goes_on_until_there_were_too_many_deaths() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.RESTART, null));
        dieAndBeToldLate(job);
        assertThat(job.task(CHUNK).state()).isEqualTo(TaskState.RUNNING);
        assertThat(job.task(CHUNK).attempt()).isEqualTo(2);

        dieAndBeToldLate(job);
        dieAndBeToldLate(job);

        assertThat(job.now().failure()).map(Failure::code).contains(FailureCode.OUT_OF_MEMORY);
    }

    @Test
    void a_job_that_shall_fail_fails_when_it_is_told_late() {
        TestingJob job = TestingJob.encoding(1, new MemorySpec(OnOom.FAIL, null));
        dieAndBeToldLate(job);
        assertThat(job.now().failure()).map(Failure::code).contains(FailureCode.OUT_OF_MEMORY);
    }

    /** The present attempt of the chunk is lost, the next one runs, and only then it is known what the first died of. */
    private static void dieAndBeToldLate(TestingJob job) {
        if (job.task(CHUNK).state() != TaskState.RUNNING) {
            job.pass(Duration.ofMinutes(1));
            job.run(CHUNK);
        }
        int number = job.task(CHUNK).attempt();
        job.on(new JobEvent.TaskInterrupted(job.time(), CHUNK, number, Outcome.WORKER_LOST, "gone"));
        Attempt dead = job.last().attempts().get(0);
        job.pass(Duration.ofMinutes(1));
        job.run(CHUNK);
        job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.OOM_POD, "OOMKilled"));
    }

    @Test
    void a_neighbor_of_the_one_that_died_runs_again_at_no_charge() {
        TestingJob job = lost();
        Attempt dead = job.last().attempts().get(0);

        job.on(new JobEvent.DeathExplained(job.time(), dead, Outcome.BYSTANDER, "killed with chunk 3"));

        assertThat(job.task(CHUNK).spent(Budget.LOST)).isZero();
        assertThat(job.task(CHUNK).queue()).isEqualTo(WorkQueue.STANDARD);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"OOM_POD", "WORKER_LOST", "EVICTED", "BYSTANDER", "DRAINED", "STORAGE_UNAVAILABLE"})
    void what_an_attempt_that_was_cut_off_may_have_stored_is_looked_for(Outcome outcome) {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);
        job.on(new JobEvent.TaskInterrupted(job.time(), CHUNK, 1, outcome, "gone"));
        job.pass(Duration.ofMinutes(2));

        WorkItem next = JobMachineTest.published(job.release(CHUNK)).get(0);

        assertThat(next.adopt()).containsExactly(1);
    }

    @Test
    void what_a_worker_reported_itself_or_the_merge_rejected_is_not_looked_for() {
        TestingJob job = TestingJob.merging(1);
        job.run("merge");
        job.reject(new TaskEvent.Rejection(CHUNK, 1, "gray"));
        job.pass(Duration.ofMinutes(2));

        WorkItem next = JobMachineTest.published(job.release(CHUNK)).get(0);

        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.adopt()).isEmpty();
    }

    @Test
    void what_the_merge_rejected_is_not_looked_for_again_though_it_was_adopted_once() {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);
        job.on(new JobEvent.TaskInterrupted(job.time(), CHUNK, 1, Outcome.WORKER_LOST, "gone"));
        job.pass(Duration.ofMinutes(2));
        job.run(CHUNK);
        job.succeed(CHUNK);
        job.run("audio-0");
        job.succeed("audio-0");
        job.run("merge");
        job.reject(new TaskEvent.Rejection(CHUNK, 2, "gray"));
        job.pass(Duration.ofMinutes(2));

        WorkItem next = JobMachineTest.published(job.release(CHUNK)).get(0);

        assertThat(next.attempt()).isEqualTo(3);
        assertThat(next.adopt()).isEmpty();
    }

    @Test
    void time_that_a_task_waits_for_a_worker_is_no_outage() {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);
        job.fail(CHUNK, Outcome.STORAGE_UNAVAILABLE, null, "connection refused");
        job.pass(Duration.ofMinutes(15));
        job.run(CHUNK);
        job.pass(Duration.ofSeconds(5));

        job.fail(CHUNK, Outcome.STORAGE_UNAVAILABLE, null, "connection reset");

        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
    }

    @Test
    void storage_that_is_away_for_longer_than_patience_ends_the_job() {
        TestingJob job = TestingJob.encoding(1);
        for (int i = 0; i < 9 && !job.now().status().terminal(); i++) {
            job.run(CHUNK);
            job.fail(CHUNK, Outcome.STORAGE_UNAVAILABLE, null, "connection refused");
            job.pass(Duration.ofSeconds(90));
        }
        assertThat(job.now().failure()).map(Failure::code).contains(FailureCode.STORAGE_UNAVAILABLE);
        assertThat(job.task(CHUNK).attempt()).isEqualTo(8);
    }

    @Test
    void storage_that_answered_for_a_while_in_between_was_away_anew_but_not_for_ever() {
        TestingJob job = TestingJob.encoding(1);
        for (int i = 0; i < 4; i++) {
            assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
            job.run(CHUNK);
            job.pass(Duration.ofMinutes(25));
            job.fail(CHUNK, Outcome.STORAGE_UNAVAILABLE, null, "the bucket is full");
            job.pass(Duration.ofSeconds(90));
        }
        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);

        job.run(CHUNK);
        job.pass(Duration.ofMinutes(25));
        job.fail(CHUNK, Outcome.STORAGE_UNAVAILABLE, null, "the bucket is full");

        assertThat(job.now().failure()).map(Failure::code).contains(FailureCode.STORAGE_UNAVAILABLE);
        assertThat(job.now().failure()).map(Failure::detail).hasValueSatisfying(detail -> assertThat(detail)
                .contains("the bucket is full"));
    }

    private static TestingJob lost() {
        TestingJob job = TestingJob.encoding(1);
        job.run(CHUNK);
        job.on(new JobEvent.TaskInterrupted(job.time(), CHUNK, 1, Outcome.WORKER_LOST, "no sign of life"));
        return job;
    }

    private static TestingJob split() {
        TestingJob job = TestingJob.encoding(2);
        die(job, CHUNK, Outcome.OOM_GUARD);
        die(job, CHUNK, Outcome.OOM_GUARD);
        job.run(CHUNK);
        job.fail(CHUNK, Outcome.OOM_GUARD, null, "ended");
        job.pass(Duration.ofMinutes(2));
        return job;
    }

    /** Runs the task, lets it die, and takes back what would be handed out next. */
    private static WorkItem die(TestingJob job, String id, Outcome how) {
        job.run(id);
        job.fail(id, how, null, "evidence");
        job.pass(Duration.ofMinutes(2));
        Decision next =
                new JobMachine(TestingJob.RULES).decide(job.now(), new JobEvent.TasksReleased(job.time(), List.of(id)));
        return JobMachineTest.published(next).get(0);
    }

    private static boolean lean(WorkItem item) {
        return ((TaskWork.EncodeChunk) item.work()).lean();
    }
}

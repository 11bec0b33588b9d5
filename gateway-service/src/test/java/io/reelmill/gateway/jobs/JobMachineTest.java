package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.scratch.ScratchNeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobMachineTest {

    @Test
    void aJobGoesFromItsSourceToVerifiedMedia() {
        TestingJob job = TestingJob.queued();
        assertThat(job.now().status()).isEqualTo(JobStatus.QUEUED);

        WorkItem plan = published(job.release("plan")).get(0);
        assertThat(plan.queue()).isEqualTo(WorkQueue.PLAN);
        assertThat(plan.work()).isEqualTo(new TaskWork.Plan(TestingPlans.spec()));
        assertThat(job.now().status()).isEqualTo(JobStatus.QUEUED);

        job.claim("plan", "c1");
        assertThat(job.now().status()).isEqualTo(JobStatus.PLANNING);
        job.planned(TestingPlans.plan(2, 1));
        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
        assertThat(job.now().warnings()).containsExactly("one subtitle track cannot be kept");

        for (String id : List.of("audio-0", TestingPlans.chunkId(1), TestingPlans.chunkId(0))) {
            assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
            job.run(id);
            job.succeed(id);
        }
        assertThat(job.now().status()).isEqualTo(JobStatus.MERGING);

        TaskWork.Merge merge =
                (TaskWork.Merge) published(job.release("merge")).get(0).work();
        assertThat(merge.encodes())
                .extracting(TaskOutput::taskId)
                .containsExactly(TestingPlans.chunkId(0), TestingPlans.chunkId(1), "audio-0");
        job.claim("merge", "m1");
        job.merged();

        assertThat(job.now().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.now().report()).contains(TestingPlans.report(TestingJob.ID));
        assertThat(job.now().tasks().values()).allMatch(task -> task.state() == TaskState.DONE);
        assertThat(job.now().timeline()).hasNoNullFieldsOrProperties();
    }

    @Test
    void anUploadBecomesAJobWhenItIsComplete() {
        TestingJob job = new TestingJob();
        assertThat(job.now().tasks()).isEmpty();

        job.on(new JobEvent.UploadCompleted(job.time(), TestingPlans.spec()));

        assertThat(job.now().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.task("plan").state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void anUploadThatEndsEarlyEndsTheJob() {
        TestingJob job = new TestingJob();

        job.on(new JobEvent.UploadAborted(job.time(), "the client closed the connection after 12 MiB"));

        assertThat(job.now().failure())
                .contains(new Failure(FailureCode.UPLOAD_ABORTED, "the client closed the connection after 12 MiB"));
    }

    @Test
    void aChunkIsHandedOutWithItsOwnRangeOnly() {
        TestingJob job = TestingJob.encoding(3);

        WorkItem item = published(job.release(TestingPlans.chunkId(1))).get(0);

        TaskWork.EncodeChunk work = (TaskWork.EncodeChunk) item.work();
        assertThat(work.chunk()).isEqualTo(job.now().plan().chunks().get(1));
        assertThat(work.settings())
                .isEqualTo(job.now().plan().renditions().get(0).video());
        assertThat(item.attempt()).isEqualTo(1);
    }

    @Test
    void aTaskIsReleasedOnceOnly() {
        TestingJob job = TestingJob.encoding(1);
        job.release("audio-0");

        assertThat(job.release("audio-0").hasEffect()).isFalse();
    }

    @Test
    void aPictureWithoutTasksIsMergedAtOnce() {
        TestingJob job = TestingJob.queued();
        job.run("plan");

        job.planned(TestingPlans.plan(0, 0));

        assertThat(job.now().status()).isEqualTo(JobStatus.MERGING);
    }

    @Test
    void theFirstClaimWins() {
        TestingJob job = TestingJob.encoding(1);
        job.release("audio-0");
        job.claim("audio-0", "w1");

        Decision second = job.claim("audio-0", "w2");

        assertThat(second.hasEffect()).isFalse();
        assertThat(job.task("audio-0").holder().workerId()).isEqualTo("w1");
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL,    2, 4, 8",
        "WORKER_LOST, 2, 4, 8",
        "DRAINED,     0, 2, 4",
        "EVICTED,     0, 2, 4",
        "STORAGE_UNAVAILABLE, 2, 4, 8"
    })
    void failedAttemptsAreRepeatedWithGrowingRest(Outcome outcome, long first, long second, long third) {
        TestingJob job = TestingJob.encoding(1);
        for (long rest : new long[] {first, second, third}) {
            job.run("audio-0");
            int attempt = job.task("audio-0").attempt();
            job.fail("audio-0", outcome, null, "evidence");

            Task task = job.task("audio-0");
            assertThat(task.state()).isEqualTo(TaskState.WAITING);
            assertThat(task.attempt()).isEqualTo(attempt + 1);
            assertThat(Duration.between(job.time(), task.notBefore())).hasSeconds(rest);
            if (rest > 0) {
                assertThat(job.release("audio-0").hasEffect()).isFalse();
            }
            job.pass(Duration.ofSeconds(rest));
        }
    }

    @Test
    void theRestNeverExceedsAMinute() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(i -> TestingJob.RULES
                        .retries()
                        .rest(Outcome.INTERNAL, i, "")
                        .toSeconds()))
                .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_LOST, 4, WORKERS_LOST",
        "STALLED, 3, STALLED",
        "TIMED_OUT, 4, TIMED_OUT",
        "VERIFY_FAILED, 4, VERIFICATION_FAILED",
        "DISK_FULL, 4, DISK_FULL",
        "INTERNAL, 4, INTERNAL"
    })
    void anExhaustedBudgetFailsTheJobWithItsEvidence(Outcome outcome, int attempts, FailureCode code) {
        TestingJob job = TestingJob.encoding(18);
        String chunk = TestingPlans.chunkId(17);
        for (int i = 1; i < attempts; i++) {
            job.run(chunk);
            job.fail(chunk, outcome, null, "evidence " + i);
            assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
            job.pass(Duration.ofMinutes(1));
        }
        job.run(TestingPlans.chunkId(3));
        job.run(chunk);

        Decision end = job.fail(chunk, outcome, null, "evidence " + attempts);

        assertThat(job.now().failure())
                .contains(new Failure(
                        code,
                        "chunk 17 of 1080p (frames 4080–4319) failed %d times, the last time (attempt %d) with %s: evidence %d"
                                .formatted(attempts, attempts, outcome, attempts)));
        assertThat(told(end)).containsExactly(Control.stopJob(TestingJob.ID));
        assertThat(job.task(chunk).state()).isEqualTo(TaskState.FAILED);
        assertThat(end.attempts())
                .extracting(Attempt::taskId, Attempt::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(chunk, outcome),
                        org.assertj.core.groups.Tuple.tuple(TestingPlans.chunkId(3), Outcome.CANCELLED));
    }

    @Test
    void interruptionsThatNobodyIsToBlameForNeverExhaust() {
        TestingJob job = TestingJob.encoding(1);
        for (int i = 0; i < 50; i++) {
            job.pass(Duration.ofMinutes(1));
            job.run("audio-0");
            job.fail("audio-0", Outcome.DRAINED, null, "the worker is shutting down");
        }
        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
        assertThat(job.task("audio-0").attempt()).isEqualTo(51);
    }

    @Test
    void aSourceThatIsNotMediaFailsAtOnceWithTheCodeThatTheChunkerGave() {
        TestingJob job = TestingJob.queued();
        job.run("plan");

        job.fail("plan", Outcome.BAD_MEDIA, FailureCode.NOT_MEDIA, "the file is plain text");

        assertThat(job.now().failure())
                .contains(new Failure(FailureCode.NOT_MEDIA, "reading the source: the file is plain text"));
    }

    @Test
    void oldAttemptsAreNotListenedTo() {
        TestingJob job = TestingJob.encoding(1);
        job.run("audio-0");
        job.on(new JobEvent.TaskInterrupted(job.time(), "audio-0", 1, Outcome.WORKER_LOST, "no heartbeat for 15 s"));

        assertThat(job.report(job.success("audio-0", 1)).hasEffect()).isFalse();
        assertThat(job.task("audio-0").state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void aResultThatComesAfterItsReplacementHasBegunIsDropped() {
        TestingJob job = TestingJob.encoding(1);
        job.run("audio-0");
        job.on(new JobEvent.TaskInterrupted(job.time(), "audio-0", 1, Outcome.WORKER_LOST, "no heartbeat for 15 s"));
        job.pass(Duration.ofSeconds(2));
        job.run("audio-0");

        assertThat(job.report(job.success("audio-0", 1)).hasEffect()).isFalse();
        assertThat(job.task("audio-0").state()).isEqualTo(TaskState.RUNNING);
        job.report(job.success("audio-0", 2));
        assertThat(job.task("audio-0").output().attempt()).isEqualTo(2);
    }

    @Test
    void whoeverHeldAnInterruptedAttemptIsToldToStop() {
        TestingJob job = TestingJob.encoding(1);
        job.run("audio-0");

        Decision decision = job.on(
                new JobEvent.TaskInterrupted(job.time(), "audio-0", 1, Outcome.WORKER_LOST, "no heartbeat for 15 s"));

        assertThat(told(decision)).containsExactly(Control.stopOlder(TestingJob.ID, "audio-0", 2));
        assertThat(decision.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.workerId()).isEqualTo("w1");
            assertThat(attempt.outcome()).isEqualTo(Outcome.WORKER_LOST);
            assertThat(attempt.detail()).isEqualTo("no heartbeat for 15 s");
        });
    }

    @Test
    void aJobWithoutADeadlineHasTheTimeThatTheInstallationAllowsFromWhenItMayStart() {
        Instant start = TestingJob.START;
        Instant later = start.plusSeconds(3600);
        Duration time = Rules.DEFAULT.time();
        TestingJob job = TestingJob.queued();

        assertThat(job.now().with(new Scheduling(false, 0, null, later)).ends(time))
                .isEqualTo(later.plus(time));
        assertThat(job.now().with(new Scheduling(false, 0, later, null)).ends(time))
                .isEqualTo(later);
        job.on(new JobEvent.DeadlinePassed(start.plus(time).minusMillis(1)));
        assertThat(job.now().status()).isEqualTo(JobStatus.QUEUED);
        job.on(new JobEvent.DeadlinePassed(start.plus(time)));
        assertThat(job.now().failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
    }

    @Test
    void aWarningOfAnAttemptThatWentWellIsKeptWithIt() {
        TestingJob job = TestingJob.encoding(1);
        job.run("audio-0");
        AttemptStats tight = new AttemptStats(job.time(), 1, 1, 1, 1, 1, 1, "nearly all of it was used", 1);

        Decision decision = job.report(new TaskEvent.TaskSucceeded(
                1, job.attempt("audio-0"), tight, new TaskOutput("audio-0", 1, "key", 1, 1, null)));

        assertThat(decision.attempts()).singleElement().satisfies(attempt -> assertThat(attempt.detail())
                .isEqualTo("nearly all of it was used"));
    }

    @Test
    void aRecordSaysWhatScratchSpaceItsWorkTakes() {
        Decision decision = TestingJob.encoding(1).release("audio-0");

        assertThat(published(decision)).singleElement().satisfies(item -> assertThat(item.predictedScratchBytes())
                .isEqualTo(ScratchNeed.bytes(item.work()))
                .isPositive());
    }

    @Test
    void aRecordThatGotLostIsReplacedWithoutBlame() {
        TestingJob job = TestingJob.encoding(1);
        job.release("audio-0");

        job.on(new JobEvent.ReleaseTakenBack(job.time(), "audio-0", 1));

        assertThat(job.task("audio-0").attempt()).isEqualTo(2);
        assertThat(job.task("audio-0").spent()).isEmpty();
        assertThat(published(job.release("audio-0")))
                .extracting(WorkItem::attempt)
                .containsExactly(2);
    }

    @Test
    void anAttemptThatCannotBePutIntoItsQueueIsRepeatedLikeOthersAndThenEndsTheJob() {
        TestingJob job = TestingJob.encoding(1);
        int allowed = TestingJob.RULES.retries().allowed().get(Budget.ERROR);
        for (int number = 1; number <= allowed + 1; number++) {
            job.pass(Duration.ofMinutes(2));
            job.release("audio-0");
            job.on(new JobEvent.ReleaseFailed(job.time(), "audio-0", number, "too large"));
            job.on(new JobEvent.ReleaseFailed(job.time(), "audio-0", number, "told again"));
        }

        assertThat(job.now().status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.now().failure().orElseThrow().detail()).contains("too large");
        assertThat(job.last().attempts()).as("no worker had it").isEmpty();
    }

    @Test
    void cancelStopsEverythingAndNothingComesBack() {
        TestingJob job = TestingJob.encoding(2);
        job.run(TestingPlans.chunkId(0));
        job.release(TestingPlans.chunkId(1));

        Decision cancelled = job.on(new JobEvent.CancelRequested(job.time()));

        assertThat(job.now().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(told(cancelled)).containsExactly(Control.stopJob(TestingJob.ID));
        assertThat(job.report(job.success(TestingPlans.chunkId(0), 1)).hasEffect())
                .isFalse();
        assertThat(job.claim(TestingPlans.chunkId(1), "w2").hasEffect()).isFalse();
        assertThat(job.on(new JobEvent.CancelRequested(job.time())).hasEffect()).isFalse();
    }

    @Test
    void suspendTakesBackWhatNobodyRunsAndLetsTheRestFinish() {
        TestingJob job = TestingJob.encoding(2);
        job.run(TestingPlans.chunkId(0));
        job.release(TestingPlans.chunkId(1));

        job.on(new JobEvent.Suspended(job.time()));

        assertThat(job.task(TestingPlans.chunkId(1)).state()).isEqualTo(TaskState.WAITING);
        Holder late = new Holder("w9", "i", "d", job.time());
        assertThat(job.on(new JobEvent.TaskClaimed(job.time(), TestingPlans.chunkId(1), 1, late))
                        .hasEffect())
                .isFalse();
        assertThat(job.release(TestingPlans.chunkId(1)).hasEffect()).isFalse();
        assertThat(job.succeed(TestingPlans.chunkId(0)).hasEffect()).isTrue();

        job.on(new JobEvent.Resumed(job.time()));
        assertThat(published(job.release(TestingPlans.chunkId(1))))
                .extracting(WorkItem::attempt)
                .containsExactly(2);
    }

    @Test
    void onlyRejectedEncodesAreDoneAgainAndThenTheMerge() {
        TestingJob job = TestingJob.merging(3);
        job.run("merge");

        Decision rejected = job.reject(new TaskEvent.Rejection(TestingPlans.chunkId(1), 1, "it is missing"));

        assertThat(job.now().status()).isEqualTo(JobStatus.ENCODING);
        assertThat(job.task(TestingPlans.chunkId(0)).state()).isEqualTo(TaskState.DONE);
        assertThat(job.task("merge").state()).isEqualTo(TaskState.BLOCKED);
        assertThat(job.release("merge").hasEffect()).isFalse();
        assertThat(rejected.attempts()).singleElement().satisfies(a -> assertThat(a.outcome())
                .isEqualTo(Outcome.VERIFY_FAILED));

        job.pass(Duration.ofSeconds(2));
        job.run(TestingPlans.chunkId(1));
        assertThat(job.task(TestingPlans.chunkId(1)).attempt()).isEqualTo(2);
        job.succeed(TestingPlans.chunkId(1));

        TaskWork.Merge again =
                (TaskWork.Merge) published(job.release("merge")).get(0).work();
        assertThat(again.encodes()).extracting(TaskOutput::attempt).containsExactly(1, 2, 1, 1);
    }

    @Test
    void anEncodeThatIsRejectedAgainAndAgainFailsTheJob() {
        TestingJob job = TestingJob.merging(1);
        String chunk = TestingPlans.chunkId(0);
        for (int attempt = 1; attempt <= 4; attempt++) {
            job.run("merge");
            job.reject(
                    new TaskEvent.Rejection(chunk, attempt, "2 of 5 sampled pictures differ"),
                    new TaskEvent.Rejection("audio-0", attempt, "it is silent"));
            job.pass(Duration.ofMinutes(1));
            for (String id : List.of(chunk, "audio-0")) {
                if (!job.now().status().terminal()) {
                    job.run(id);
                    job.succeed(id);
                }
            }
        }
        assertThat(job.now().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.VERIFICATION_FAILED);
            assertThat(failure.detail())
                    .isEqualTo("chunk 0 of 1080p (frames 0–239) failed 4 times, the last time (attempt 4) with"
                            + " VERIFY_FAILED: 2 of 5 sampled pictures differ");
        });
        assertThat(job.now().tasks().values()).allMatch(task -> task.state().ended());
    }

    @Test
    void aRejectionOfSomethingOldCostsTheMergeAnAttempt() {
        TestingJob job = TestingJob.merging(1);
        job.run("merge");

        job.reject(new TaskEvent.Rejection(TestingPlans.chunkId(0), 7, "it is missing"));

        assertThat(job.now().status()).isEqualTo(JobStatus.MERGING);
        assertThat(job.task("merge").attempt()).isEqualTo(2);
        assertThat(job.task("merge").state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void aPlanThatContradictsItselfIsAFailedAttempt() {
        TestingJob job = TestingJob.queued();
        job.run("plan");
        JobPlan good = TestingPlans.plan(2, 0);
        JobPlan bad = new JobPlan(
                good.source(),
                good.media(),
                good.facts(),
                good.renditions(),
                good.chunks().subList(0, 1),
                good.tasks(),
                0,
                List.of());

        Decision decision = job.planned(bad);

        assertThat(job.now().status()).isEqualTo(JobStatus.PLANNING);
        assertThat(decision.attempts())
                .extracting(Attempt::detail)
                .containsExactly("the plan contradicts itself: " + TestingPlans.chunkId(1)
                        + " names a chunk or a rendition that is not there");
    }

    @Test
    void theDeadlineThatPassedMustBeTheDeadlineOfNow() {
        TestingJob job = TestingJob.encoding(1);
        job.on(new JobEvent.DeadlineChanged(job.time(), job.time().plusSeconds(10)));
        job.on(new JobEvent.DeadlineChanged(job.time(), job.time().plusSeconds(100)));

        job.pass(Duration.ofSeconds(11));
        assertThat(job.on(new JobEvent.DeadlinePassed(job.time())).hasEffect()).isFalse();

        job.pass(Duration.ofSeconds(90));
        job.on(new JobEvent.DeadlinePassed(job.time()));
        assertThat(job.now().failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
    }

    @Test
    void nothingIsHandedOutBeforeItsTime() {
        TestingJob job = new TestingJob();
        Job later = Job.draft(
                TestingJob.ID,
                TestingPlans.spec(),
                new Scheduling(false, 0, null, job.time().plusSeconds(60)),
                java.util.Map.of(),
                job.time());
        Job queued = new JobMachine(TestingJob.RULES)
                .decide(later, new JobEvent.Submitted(job.time()))
                .job();

        assertThat(new JobMachine(TestingJob.RULES)
                        .decide(queued, new JobEvent.TasksReleased(job.time(), List.of("plan")))
                        .hasEffect())
                .isFalse();
        assertThat(new JobMachine(TestingJob.RULES)
                        .decide(queued, new JobEvent.TasksReleased(job.time().plusSeconds(60), List.of("plan")))
                        .hasEffect())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void anEndedJobStaysAsItIs(JobStatus how) {
        TestingJob job = TestingJob.merging(1);
        job.run("merge");
        switch (how) {
            case COMPLETED -> job.merged();
            case FAILED -> job.fail("merge", Outcome.BAD_MEDIA, null, "no");
            default -> job.on(new JobEvent.CancelRequested(job.time()));
        }
        assertThat(job.now().status()).isEqualTo(how);

        assertThat(job.merged().hasEffect()).isFalse();
        assertThat(job.on(new JobEvent.Suspended(job.time())).hasEffect()).isFalse();
        assertThat(job.on(new JobEvent.Reprioritized(job.time(), 7)).hasEffect())
                .isFalse();
        assertThat(job.on(new JobEvent.CancelRequested(job.time())).hasEffect()).isFalse();
    }

    static List<WorkItem> published(Decision decision) {
        return decision.commands().stream()
                .filter(Command.Publish.class::isInstance)
                .map(command -> ((Command.Publish) command).item())
                .toList();
    }

    static List<Control> told(Decision decision) {
        return decision.commands().stream()
                .filter(Command.Tell.class::isInstance)
                .map(command -> ((Command.Tell) command).control())
                .toList();
    }
}

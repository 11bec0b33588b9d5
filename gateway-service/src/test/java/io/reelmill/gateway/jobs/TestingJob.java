package io.reelmill.gateway.jobs;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.MemorySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A job under test, a clock of its own, and the events a person writes down when telling its story. */
public final class TestingJob {

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final String ID = "019aaf00-0000-7000-8000-000000000001";

    /** As documented, but that a rest is exactly as long as its rule says. */
    static final Rules RULES = new Rules(
            new RetryPolicy(
                    RetryPolicy.DEFAULT.allowed(),
                    RetryPolicy.DEFAULT.firstRest(),
                    RetryPolicy.DEFAULT.longestRest(),
                    0,
                    RetryPolicy.DEFAULT.storagePatience()),
            OomPolicy.DEFAULT,
            Rules.DEFAULT.time());

    private Instant now = START;
    private Job job;
    private Decision last;

    TestingJob() {
        job = Job.draft(ID, TestingPlans.spec(), Scheduling.DEFAULT, Map.of("team", "news"), START);
    }

    static TestingJob queued() {
        TestingJob job = new TestingJob();
        job.on(new JobEvent.Submitted(job.now));
        return job;
    }

    /** Planned with so many chunks and one audio track; nothing released yet. */
    public static TestingJob encoding(int chunks) {
        TestingJob job = queued();
        job.run("plan");
        job.planned(TestingPlans.plan(chunks, 1));
        return job;
    }

    /** As {@link #encoding(int)}, with other rules for memory. */
    static TestingJob encoding(int chunks, MemorySpec memory) {
        return encoding(TestingPlans.plan(chunks, 1), null, memory);
    }

    /** As above, with a number of retries of its own, which may be null. */
    static TestingJob encoding(JobPlan plan, Integer retries, MemorySpec memory) {
        TestingJob job = new TestingJob();
        JobSpec spec = TestingPlans.spec();
        job.job = Job.draft(
                ID,
                new JobSpec(
                        spec.source(),
                        spec.profile(),
                        spec.outputs(),
                        spec.chunkSeconds(),
                        spec.allowPartial(),
                        retries,
                        memory),
                Scheduling.DEFAULT,
                Map.of(),
                START);
        job.on(new JobEvent.Submitted(START));
        job.run("plan");
        job.planned(plan);
        return job;
    }

    static TestingJob merging(int chunks) {
        TestingJob job = encoding(chunks);
        job.now().encodes().map(Task::id).toList().forEach(id -> {
            job.run(id);
            job.succeed(id);
        });
        return job;
    }

    Job now() {
        return job;
    }

    Instant time() {
        return now;
    }

    Decision last() {
        return last;
    }

    /** A task as it is now. */
    public Task task(String id) {
        return job.task(id).orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Decision on(JobEvent event) {
        last = new JobMachine(RULES).decide(job, event);
        job = last.job();
        return last;
    }

    Decision release(String... ids) {
        return on(new JobEvent.TasksReleased(now, Arrays.asList(ids)));
    }

    Decision claim(String id, String worker) {
        Holder holder = new Holder(worker, "inc-" + worker, "del-" + worker, now);
        return on(new JobEvent.TaskClaimed(now, id, task(id).attempt(), holder));
    }

    /** A worker begins with a task. */
    public void run(String id) {
        release(id);
        claim(id, "w1");
    }

    Decision planned(JobPlan plan) {
        return report(new TaskEvent.JobPlanned(1, attempt("plan"), stats(), plan));
    }

    Decision succeed(String id) {
        return report(success(id, task(id).attempt()));
    }

    TaskEvent success(String id, int number) {
        TaskOutput output = new TaskOutput(id, number, id + "-" + number, 1, 240, "init");
        return new TaskEvent.TaskSucceeded(1, new TaskAttempt(ID, id, number, "w1"), stats(), output);
    }

    Decision fail(String id, Outcome outcome, FailureCode code, String detail) {
        return report(new TaskEvent.TaskFailed(1, attempt(id), stats(), outcome, code, detail));
    }

    Decision merged() {
        return report(new TaskEvent.JobMerged(1, attempt("merge"), stats(), TestingPlans.report(ID)));
    }

    Decision reject(TaskEvent.Rejection... rejections) {
        return report(new TaskEvent.EncodesRejected(1, attempt("merge"), stats(), List.of(rejections)));
    }

    /** A worker tells of an end. */
    public Decision report(TaskEvent report) {
        return on(new JobEvent.WorkerReported(now, report));
    }

    /** The attempt at a task that is the latest. */
    public TaskAttempt attempt(String id) {
        return new TaskAttempt(ID, id, task(id).attempt(), "w1");
    }

    AttemptStats stats() {
        return new AttemptStats(now, 1234, 1200, 300 << 20, 240);
    }
}

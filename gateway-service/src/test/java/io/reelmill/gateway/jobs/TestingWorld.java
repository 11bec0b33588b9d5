package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Queues, workers and people around one job, all of them unreliable; checks the promises after every step. */
final class TestingWorld {

    /** What can happen next. */
    enum Move {
        RECEIVE,
        RELEASE,
        CLAIM,
        LOSE_RECORD,
        LOSE_REPORT,
        REPORT_SUCCESS,
        REPORT_FAILURE,
        REPORT_AGAIN,
        REJECT,
        LOSE_ENCODES,
        INTERRUPT,
        EXPLAIN,
        EXPIRE,
        SUSPEND,
        RESUME,
        TIME,
        GOOD_TIMES,
        SUBMIT_AGAIN,
        REPRIORITIZE,
        STRAND,
        BREAK_UPLOAD,
        DEADLINE,
        CANCEL
    }

    /** What must never keep a job from completing. */
    enum HarmlessMove {
        RECEIVE,
        RELEASE,
        CLAIM,
        LOSE_RECORD,
        REPORT_SUCCESS,
        REPORT_AGAIN,
        EXPIRE,
        SUSPEND,
        RESUME,
        TIME,
        GOOD_TIMES,
        SUBMIT_AGAIN,
        REPRIORITIZE,
        STRAND
    }

    private static final String ID = TestingJob.ID;

    private final int chunks;
    private final Random random;
    private final List<WorkItem> records = new ArrayList<>();
    private final List<TaskAttempt> granted = new ArrayList<>();
    private final List<TaskEvent> sent = new ArrayList<>();
    private final List<Attempt> ended = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int merged;
    private Instant now = TestingJob.START;
    private Job job;

    TestingWorld(int chunks, Random random) {
        this.chunks = chunks;
        this.random = random;
        job = Job.draft(ID, TestingPlans.spec(), Scheduling.DEFAULT, Map.of(), now);
        if (random.nextBoolean()) {
            happen(new JobEvent.Submitted(now));
        }
    }

    Job job() {
        return job;
    }

    void make(Move move) {
        switch (move) {
            case RECEIVE -> receive();
            case RELEASE ->
                happen(new JobEvent.TasksReleased(
                        now, some(List.copyOf(job.tasks().keySet()))));
            case CLAIM -> pick(records).ifPresent(this::claim);
            case LOSE_RECORD -> pick(records).ifPresent(records::remove);
            case LOSE_REPORT -> pick(granted).ifPresent(granted::remove);
            case REPORT_SUCCESS -> pick(granted).ifPresent(attempt -> send(success(attempt)));
            case REPORT_FAILURE -> pick(granted).ifPresent(attempt -> send(failure(attempt)));
            case REPORT_AGAIN -> pick(sent).ifPresent(this::happen);
            case REJECT ->
                pick(granted)
                        .filter(attempt -> attempt.taskId().equals("merge"))
                        .ifPresent(attempt -> send(rejection(attempt)));
            case LOSE_ENCODES -> {
                if (random.nextInt(4) == 0) {
                    happen(new JobEvent.EncodesLost(now, rejections()));
                }
            }
            case INTERRUPT ->
                pick(granted)
                        .ifPresent(attempt -> happen(new JobEvent.TaskInterrupted(
                                now, attempt.taskId(), attempt.attempt(), Outcome.WORKER_LOST, "gone")));
            case EXPLAIN -> pick(ended).ifPresent(this::explain);
            case EXPIRE ->
                pick(records)
                        .ifPresent(item -> happen(new JobEvent.ReleaseTakenBack(now, item.taskId(), item.attempt())));
            case SUSPEND -> happen(new JobEvent.Suspended(now));
            case RESUME -> happen(new JobEvent.Resumed(now));
            case TIME -> now = now.plusSeconds(random.nextInt(30));
            case GOOD_TIMES -> goodTimes();
            case SUBMIT_AGAIN -> {
                if (job.status() != JobStatus.UPLOADING) {
                    happen(new JobEvent.Submitted(now));
                }
            }
            case REPRIORITIZE -> happen(new JobEvent.Reprioritized(now, random.nextInt(100)));
            case STRAND -> happen(new JobEvent.Stranded(now, "nothing of it waits or runs"));
            case BREAK_UPLOAD -> {
                if (job.status() != JobStatus.UPLOADING || random.nextInt(5) == 0) {
                    happen(new JobEvent.UploadAborted(now, "silent"));
                }
            }
            case DEADLINE -> {
                if (random.nextBoolean()) {
                    happen(new JobEvent.DeadlineChanged(now, now.plusSeconds(random.nextInt(1200))));
                }
                happen(new JobEvent.DeadlinePassed(now));
            }
            case CANCEL -> {
                if (random.nextInt(20) == 0) {
                    happen(new JobEvent.CancelRequested(now));
                }
            }
        }
    }

    /**
     * From now on every record is delivered, every attempt is claimed and succeeds, and time goes on; what is lost already is
     * noticed as the gateway notices it.
     */
    void calmDown() {
        receive();
        happen(new JobEvent.Resumed(now));
        for (int round = 0; round < 40 && !job.status().terminal(); round++) {
            noticeLosses();
            goodTimes();
        }
    }

    /** The source has arrived, perhaps for the second time. */
    private void receive() {
        happen(new JobEvent.UploadCompleted(now, 1 + random.nextInt(1 << 30), TestingPlans.spec(), null, Map.of()));
    }

    private void noticeLosses() {
        for (Task task : List.copyOf(job.tasks().values())) {
            if (task.state() == TaskState.RELEASED && records.stream().noneMatch(item -> isOf(task, item))) {
                happen(new JobEvent.ReleaseTakenBack(now, task.id(), task.attempt()));
            } else if (task.state() == TaskState.RUNNING && granted.stream().noneMatch(held -> isOf(task, held))) {
                happen(new JobEvent.TaskInterrupted(now, task.id(), task.attempt(), Outcome.WORKER_LOST, "silent"));
            }
        }
    }

    private static boolean isOf(Task task, WorkItem item) {
        return item.taskId().equals(task.id()) && item.attempt() == task.attempt();
    }

    private static boolean isOf(Task task, TaskAttempt attempt) {
        return attempt.taskId().equals(task.id()) && attempt.attempt() == task.attempt();
    }

    private void goodTimes() {
        now = now.plus(Duration.ofMinutes(2));
        happen(new JobEvent.TasksReleased(now, List.copyOf(job.tasks().keySet())));
        List.copyOf(records).forEach(this::claim);
        List.copyOf(granted).stream()
                .filter(attempt -> !attempt.taskId().equals("merge") || random.nextBoolean())
                .forEach(attempt -> send(success(attempt)));
    }

    /** Somebody reports late, or twice, what an attempt died of. */
    private void explain(Attempt attempt) {
        Outcome[] deaths = {Outcome.OOM_POD, Outcome.BYSTANDER, Outcome.EVICTED, Outcome.WORKER_LOST};
        happen(new JobEvent.DeathExplained(now, attempt, deaths[random.nextInt(deaths.length)], "seen"));
    }

    private void claim(WorkItem item) {
        String worker = "w" + random.nextInt(3);
        Holder holder = new Holder(worker, "i" + random.nextInt(2), "d" + random.nextLong(), now);
        Decision decision = happen(new JobEvent.TaskClaimed(now, item.taskId(), item.attempt(), holder));
        if (decision.hasEffect()) {
            granted.add(new TaskAttempt(ID, item.taskId(), item.attempt(), worker));
        }
    }

    private void send(TaskEvent event) {
        sent.add(event);
        happen(event);
    }

    private void happen(TaskEvent event) {
        happen(new JobEvent.WorkerReported(now, event));
    }

    private Decision happen(JobEvent event) {
        Decision decision = new JobMachine(TestingJob.RULES).decide(job, event);
        check(event, decision);
        job = decision.job();
        decision.attempts().forEach(this::record);
        JobMachineTest.published(decision).forEach(this::publish);
        return decision;
    }

    private void publish(WorkItem item) {
        assertThat(numbers.add(item.taskId() + "#" + item.attempt()))
                .as("attempt %d of %s is released once", item.attempt(), item.taskId())
                .isTrue();
        records.add(item);
    }

    /** One attempt of a task after the other, and one merge that counts. */
    private void record(Attempt attempt) {
        if (attempt.endedAt() == null) {
            assertThat(running.put(attempt.taskId(), attempt.number()))
                    .as("what runs beside attempt %d of %s", attempt.number(), attempt.taskId())
                    .isNull();
            return;
        }
        running.remove(attempt.taskId(), attempt.number());
        ended.add(attempt);
        if (attempt.taskId().equals("merge") && attempt.outcome() == Outcome.SUCCEEDED) {
            merged++;
        }
        assertThat(merged).isEqualTo(job.status() == JobStatus.COMPLETED ? 1 : 0);
    }

    /** That the job has ended, and if well, with every frame in a result. */
    void checkEnd() {
        assertThat(job.status().terminal()).isTrue();
        if (job.status() == JobStatus.COMPLETED) {
            assertThat(merged).isEqualTo(1);
            assertThat(job.tasks().values())
                    .allMatch(task -> task.state() == TaskState.DONE || task.state() == TaskState.SPLIT);
            assertThat(job.encodes()).allMatch(task -> task.state() == TaskState.DONE && task.output() != null);
            assertThat(job.encodes()
                            .filter(task -> task.kind() == TaskKind.CHUNK)
                            .mapToLong(task -> task.spec().frames())
                            .sum())
                    .isEqualTo((long) chunks * TestingPlans.CHUNK_FRAMES);
        }
    }

    private void check(JobEvent event, Decision decision) {
        if (event instanceof JobEvent.WorkerReported reported && isOld(reported.report())) {
            assertThat(decision.hasEffect()).as("%s is old", reported.report()).isFalse();
        }
        boolean arrival = event instanceof JobEvent.Submitted
                || event instanceof JobEvent.UploadCompleted
                || event instanceof JobEvent.UploadAborted;
        if (arrival && decision.before().status() != JobStatus.UPLOADING) {
            assertThat(decision.hasEffect()).as("%s comes late", event).isFalse();
        }
        if (event instanceof JobEvent.Stranded) {
            assertThat(decision.hasEffect()).as("something waits or runs").isFalse();
        }
        check(decision);
    }

    private boolean isOld(TaskEvent report) {
        return job.task(report.task().taskId())
                .filter(task -> task.attempt() == report.task().attempt()
                        && task.state().inFlight())
                .isEmpty();
    }

    private void check(Decision decision) {
        Job before = decision.before();
        Job after = decision.job();
        assertThat(after.stranded()).as("nothing of the job waits or runs").isFalse();
        if (before.status().terminal()) {
            assertThat(after).isSameAs(before);
            assertThat(decision.commands()).isEmpty();
        }
        if (!decision.hasEffect()) {
            assertThat(decision.commands()).isEmpty();
            assertThat(decision.attempts()).isEmpty();
        }
        for (Task task : after.tasks().values()) {
            check(before, after, task);
        }
        boolean merging = after.task("merge").filter(t -> t.state().inFlight()).isPresent();
        if (merging) {
            assertThat(after.encodes()).allMatch(task -> task.state() == TaskState.DONE);
        }
    }

    private static void check(Job before, Job after, Task task) {
        assertThat(task.attempt()).isPositive();
        assertThat(task.spent().values()).allMatch(count -> count > 0);
        assertThat(task.holder() != null).isEqualTo(task.state() == TaskState.RUNNING);
        before.task(task.id()).ifPresent(old -> assertThat(task.attempt()).isBetween(old.attempt(), old.attempt() + 1));
        if (after.status().terminal()) {
            assertThat(task.state().ended()).isTrue();
        } else {
            assertThat(task.state()).isNotIn(TaskState.FAILED, TaskState.STOPPED);
        }
    }

    private TaskEvent success(TaskAttempt attempt) {
        AttemptStats stats = AttemptStats.none(now);
        return switch (attempt.taskId()) {
            case "plan" -> new TaskEvent.JobPlanned(1, attempt, stats, TestingPlans.plan(chunks, 1));
            case "merge" -> new TaskEvent.JobMerged(1, attempt, stats, TestingPlans.report(ID));
            default ->
                new TaskEvent.TaskSucceeded(
                        1, attempt, stats, new TaskOutput(attempt.taskId(), attempt.attempt(), "k", 1, 1, null));
        };
    }

    private TaskEvent failure(TaskAttempt attempt) {
        Outcome[] outcomes = Outcome.values();
        Outcome outcome = outcomes[1 + random.nextInt(outcomes.length - 1)];
        return new TaskEvent.TaskFailed(1, attempt, AttemptStats.none(now), outcome, null, "evidence");
    }

    private TaskEvent rejection(TaskAttempt merge) {
        return new TaskEvent.EncodesRejected(1, merge, AttemptStats.none(now), rejections());
    }

    private List<TaskEvent.Rejection> rejections() {
        return some(job.encodes().toList()).stream()
                .map(task -> new TaskEvent.Rejection(task.id(), task.attempt() - random.nextInt(2), "bad"))
                .toList();
    }

    private <T> List<T> some(List<T> all) {
        return all.stream().filter(each -> random.nextBoolean()).toList();
    }

    /** What came last is picked as often as everything before it. */
    private <T> Optional<T> pick(List<T> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int index = random.nextBoolean() ? all.size() - 1 : random.nextInt(all.size());
        return Optional.of(all.get(index));
    }
}

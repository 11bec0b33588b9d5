package io.reelmill.gateway.store;

import static io.reelmill.gateway.testing.TestingJobs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class JobServiceIT {

    @Inject
    JobService jobs;

    @Inject
    TestingJobs testing;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void whatIsStoredIsReadBackEqual() {
        NewJob request = new NewJob(
                JobIds.next(),
                TestingPlans.spec(),
                false,
                new Scheduling(
                        true,
                        7,
                        clock.instant().plusSeconds(3600),
                        clock.instant().plusSeconds(60)),
                Map.of("team", "news", "ürgent", "\"yes\""),
                null);

        Job created = await(jobs.create(request)).job();

        assertThat(testing.find(created.id())).isEqualTo(created);
        assertThat(created.id()).isEqualTo(request.id());
    }

    @Test
    void aWholeLifeIsStoredWithItsAttempts() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 1)).id();
        assertThat(testing.find(id).plan()).isEqualTo(TestingPlans.plan(2, 1));

        testing.run(id, "audio-0", testing.holder("w1"));
        TaskAttempt first = new TaskAttempt(id, "audio-0", 1, "w1");
        testing.report(
                id,
                new TaskEvent.TaskFailed(1, first, testing.stats(), Outcome.DRAINED, null, "the worker shuts down"));
        for (Task task : testing.find(id).encodes().toList()) {
            testing.run(id, task.id(), testing.holder("w2"));
            testing.report(id, testing.succeeded(id, task.id(), task.attempt(), "w2"));
        }
        testing.run(id, "merge", testing.holder("m1"));
        Decision end = testing.report(id, testing.merged(id, 1, "m1"));

        assertThat(end.job().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(testing.find(id)).isEqualTo(end.job());
        List<Attempt> attempts = await(jobs.attempts(id));
        assertThat(attempts)
                .extracting(Attempt::taskId, Attempt::number, Attempt::workerId, Attempt::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("plan", 1, "chunker", Outcome.SUCCEEDED),
                        org.assertj.core.groups.Tuple.tuple("audio-0", 1, "w1", Outcome.DRAINED),
                        org.assertj.core.groups.Tuple.tuple("audio-0", 2, "w2", Outcome.SUCCEEDED),
                        org.assertj.core.groups.Tuple.tuple(TestingPlans.chunkId(0), 1, "w2", Outcome.SUCCEEDED),
                        org.assertj.core.groups.Tuple.tuple(TestingPlans.chunkId(1), 1, "w2", Outcome.SUCCEEDED),
                        org.assertj.core.groups.Tuple.tuple("merge", 1, "m1", Outcome.SUCCEEDED));
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.endedAt()).isAfterOrEqualTo(attempt.claimedAt());
            assertThat(attempt.stats().peakBytes()).isEqualTo(300 << 20);
        });
    }

    /** Everything that can happen to a job of 30 chunks, at the same time, twice, from many threads. */
    @Test
    void concurrentDecisionsLoseNothing() {
        String id = testing.planned(new Scheduling(false, 0, null, null), TestingPlans.plan(30, 1))
                .id();
        List<String> tasks = testing.find(id).encodes().map(Task::id).toList();
        testing.handle(id, new JobEvent.TasksReleased(clock.instant(), tasks));

        List<JobEvent> claims = new ArrayList<>();
        tasks.forEach(task -> Stream.of("w1", "w2")
                .forEach(worker ->
                        claims.add(new JobEvent.TaskClaimed(clock.instant(), task, 1, testing.holder(worker)))));
        List<Decision> claimed = all(id, claims);
        assertThat(claimed.stream().filter(Decision::hasEffect)).hasSize(31);
        assertThat(testing.find(id).encodes()).allMatch(task -> task.state() == TaskState.RUNNING);

        List<JobEvent> reports = new ArrayList<>();
        for (String task : tasks) {
            TaskEvent success = testing.succeeded(id, task, 1, "w1");
            reports.add(new JobEvent.WorkerReported(clock.instant(), success));
            reports.add(new JobEvent.WorkerReported(clock.instant(), success));
        }
        List<Decision> reported = all(id, reports);

        assertThat(reported.stream().filter(Decision::hasEffect)).hasSize(31);
        assertThat(testing.find(id).status()).isEqualTo(JobStatus.MERGING);
        assertThat(testing.find(id).encodes()).allMatch(task -> task.output() != null);
        assertThat(await(jobs.attempts(id))).hasSize(32).allMatch(attempt -> attempt.outcome() == Outcome.SUCCEEDED);
    }

    @Test
    void aRequestThatIsRepeatedAtTheSameTimeMakesOneJob() {
        NewJob.Idempotency key = new NewJob.Idempotency("key-" + UUID.randomUUID(), "hash-1");
        NewJob request = new NewJob(null, TestingPlans.spec(), false, Scheduling.DEFAULT, Map.of(), key);

        List<CreatedJob> created = await(Uni.join()
                .all(Collections.nCopies(8, request).stream().map(jobs::create).toList())
                .andFailFast());

        assertThat(created.stream().map(c -> c.job().id()).distinct()).hasSize(1);
        assertThat(created.stream().filter(c -> !c.existing())).hasSize(1);
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() {
        String key = "key-" + UUID.randomUUID();
        NewJob first = new NewJob(
                null, TestingPlans.spec(), false, Scheduling.DEFAULT, Map.of(), new NewJob.Idempotency(key, "hash-1"));
        String id = await(jobs.create(first)).job().id();
        NewJob other = new NewJob(
                null, TestingPlans.spec(), false, Scheduling.DEFAULT, Map.of(), new NewJob.Idempotency(key, "hash-2"));

        assertThatThrownBy(() -> await(jobs.create(other)))
                .isInstanceOfSatisfying(IdempotencyConflictException.class, e -> assertThat(e.jobId())
                        .isEqualTo(id));
    }

    @Test
    void listsPageByPageNewestFirst() {
        String label = UUID.randomUUID().toString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            NewJob request = new NewJob(
                    null, TestingPlans.spec(), i == 4, Scheduling.DEFAULT, Map.of("set", label, "i", "" + i), null);
            ids.add(0, await(jobs.create(request)).job().id());
        }
        JobFilter filter = new JobFilter(Set.of(), Map.of("set", label), null, null);

        JobPage first = await(jobs.list(filter, null, 2));
        JobPage second = await(jobs.list(filter, first.nextCursor(), 2));
        JobPage third = await(jobs.list(filter, second.nextCursor(), 2));

        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.jobs().stream())
                        .map(Job::id))
                .containsExactlyElementsOf(ids);
        assertThat(third.nextCursor()).isNull();
        assertThat(first.jobs().get(1).tasks()).containsKey("plan");
        JobFilter uploading = new JobFilter(Set.of(JobStatus.UPLOADING), Map.of("set", label), null, null);
        assertThat(await(jobs.list(uploading, null, 10)).jobs())
                .extracting(Job::id)
                .containsExactly(ids.get(0));
        JobFilter later = new JobFilter(
                Set.of(),
                Map.of("set", label),
                testing.find(ids.get(4)).timeline().createdAt(),
                null);
        assertThat(await(jobs.list(later, null, 10)).jobs()).isEmpty();
    }

    @Test
    void onlyEndedJobsAreDeletedAndWithAllTheirRows() {
        Job job = testing.suspended();
        assertThat(await(jobs.delete(job.id()))).isFalse();
        long before = await(jobs.unfinishedCount());

        testing.handle(job.id(), new JobEvent.CancelRequested(clock.instant()));

        assertThat(await(jobs.unfinishedCount())).isEqualTo(before - 1);
        JobFilter ended =
                new JobFilter(Set.of(), Map.of(), null, clock.instant().plusSeconds(1));
        assertThat(await(jobs.list(ended, null, 1)).jobs()).extracting(Job::id).containsExactly(job.id());
        assertThat(await(jobs.delete(job.id()))).isTrue();
        assertThat(await(jobs.find(job.id()))).isEmpty();
        assertThat(await(jobs.attempts(job.id()))).isEmpty();
        assertThatThrownBy(() -> testing.handle(job.id(), new JobEvent.CancelRequested(clock.instant())))
                .isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void theDatabaseEndsWhatAVanishedGatewayHolds() {
        String limit = await(database.query("SHOW idle_in_transaction_session_timeout")
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));

        assertThat(limit).isEqualTo("90s");
    }

    private List<Decision> all(String jobId, List<JobEvent> events) {
        List<JobEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(42));
        return await(Uni.join()
                .all(shuffled.stream().map(event -> jobs.handle(jobId, event)).toList())
                .usingConcurrencyOf(12)
                .andFailFast());
    }
}

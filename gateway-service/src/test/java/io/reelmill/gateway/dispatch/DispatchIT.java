package io.reelmill.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.gateway.testing.TestingWorker;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class DispatchIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SLOTS = 2;
    private static final int WINDOW = 2 * SLOTS;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void aClipBehindAFilmStartsWithTheNextFreeSlot() {
        try (TestingWorker worker = new TestingWorker(redis, SLOTS, WorkQueue.LARGE)) {
            String film = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(700, 0, WorkQueue.LARGE))
                    .id();
            await().atMost(SOON).until(() -> inFlight(film).size() == WINDOW);
            assertThat(inFlight(film)).isEqualTo(longest(WINDOW));
            claim(film, TestingPlans.chunkId(0), worker);
            claim(film, TestingPlans.chunkId(1), worker);

            String clip = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(3, 0, WorkQueue.LARGE))
                    .id();

            await().atMost(SOON).until(() -> inFlight(clip).size() == WINDOW - SLOTS);
            assertThat(inFlight(clip)).isEqualTo(longest(WINDOW - SLOTS));
            assertThat(inFlight(film)).as("what runs").isEqualTo(longest(SLOTS));
            assertThat(testing.task(film, TestingPlans.chunkId(2)).attempt())
                    .as("its record in the queue is old now")
                    .isEqualTo(2);
        }
    }

    @Test
    void workThatAWorkerHoldsUntilItHasRoomIsNotReleasedAnewHoweverLongThatTakes() {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.LARGE)) {
            String job = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.LARGE))
                    .id();
            await().atMost(SOON).until(() -> inFlight(job).size() == 2);
            worker.waits(job, TestingPlans.chunkId(0), 1);

            new TestingRows(database).releasedEarlier(job, Duration.ofMinutes(20));

            await().atMost(SOON)
                    .until(() -> testing.task(job, TestingPlans.chunkId(1)).attempt() == 2);
            assertThat(testing.task(job, TestingPlans.chunkId(0)).attempt()).isEqualTo(1);
            claim(job, TestingPlans.chunkId(0), worker);
        }
    }

    @Test
    void suspensionTakesBackAndResumptionReleasesAgain() {
        try (TestingWorker worker = new TestingWorker(redis, SLOTS, WorkQueue.LARGE)) {
            String job = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.LARGE))
                    .id();
            await().atMost(SOON).until(() -> inFlight(job).size() == 2);

            testing.handle(job, new JobEvent.Suspended(clock.instant()));
            assertThat(inFlight(job)).isEmpty();
            String other = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0, WorkQueue.LARGE))
                    .id();
            await().atMost(SOON).until(() -> inFlight(other).size() == 1);
            assertThat(inFlight(job)).isEmpty();

            testing.handle(job, new JobEvent.Resumed(clock.instant()));
            await().atMost(SOON).until(() -> inFlight(job).size() == 2);
            assertThat(testing.task(job, TestingPlans.chunkId(0)).attempt()).isEqualTo(2);
        }
    }

    @Test
    void workThatNobodyCanTakeWaitsInTheDatabase() {
        String job = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.SMALL))
                .id();
        try (TestingWorker other = new TestingWorker(redis, SLOTS, WorkQueue.LARGE)) {
            String proof = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0, WorkQueue.LARGE))
                    .id();
            await().atMost(SOON).until(() -> inFlight(proof).size() == 1);
        }
        assertThat(inFlight(job)).isEmpty();
    }

    @Test
    void aJobStartsWhenItsTimeHasCome() {
        try (TestingWorker worker = new TestingWorker(redis, SLOTS, WorkQueue.LARGE)) {
            Instant start = clock.instant().plusSeconds(2);
            Scheduling later = new Scheduling(false, 9, null, start);
            Job job = testing.queuedAndPlannedLater(later, TestingPlans.plan(1, 0, WorkQueue.LARGE));

            await().atMost(SOON).until(() -> inFlight(job.id()).size() == 1);

            assertThat(testing.task(job.id(), TestingPlans.chunkId(0)).releasedAt())
                    .isAfterOrEqualTo(start);
        }
    }

    @Test
    void aPassedDeadlineEndsTheJob() {
        Scheduling hurry = new Scheduling(false, 0, clock.instant().plusSeconds(1), null);

        String job =
                testing.planned(hurry, TestingPlans.plan(1, 0, WorkQueue.SMALL)).id();

        await().atMost(SOON).until(() -> testing.find(job).status() == JobStatus.FAILED);
        assertThat(testing.find(job).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
    }

    @Test
    void aJobWithoutADeadlineEndsAllTheSame() {
        String job = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0, WorkQueue.SMALL))
                .id();

        database.preparedQuery("UPDATE job SET created_at = created_at - interval '7 days' WHERE id = $1")
                .executeAndAwait(Tuple.of(job));

        await().atMost(SOON).until(() -> testing.find(job).status() == JobStatus.FAILED);
        assertThat(testing.find(job).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
    }

    private void claim(String jobId, String task, TestingWorker worker) {
        testing.handle(jobId, new JobEvent.TaskClaimed(clock.instant(), task, 1, testing.holder(worker.id())));
    }

    private Set<String> inFlight(String jobId) {
        return testing.find(jobId).tasks().values().stream()
                .filter(task -> task.state().inFlight())
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> longest(int count) {
        return IntStream.range(0, count).mapToObj(TestingPlans::chunkId).collect(Collectors.toSet());
    }
}

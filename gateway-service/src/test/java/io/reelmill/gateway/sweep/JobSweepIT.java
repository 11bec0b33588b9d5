package io.reelmill.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.DeadLetter;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.gateway.testing.TestingWorker;
import io.reelmill.messaging.kafka.QueueBacklog;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(JobSweepIT.AloneProfile.class)
class JobSweepIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration IDLE_GRACE = Duration.ofSeconds(6);

    /** The other detectors are as good as off: what is found is found by the sweep alone. */
    public static final class AloneProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "reelmill.claims.watch-interval", "1h",
                    "reelmill.claims.silence", "2s",
                    "reelmill.claims.idle-grace", IDLE_GRACE.toSeconds() + "s",
                    "reelmill.sweep.every", "1h",
                    "reelmill.sweep.older-than", "0s",
                    "reelmill.sweep.status-interval", "1s");
        }
    }

    @Inject
    TestingJobs testing;

    @Inject
    JobSweep sweep;

    @Inject
    World world;

    @Inject
    DeadLetterStore letters;

    @Inject
    ObjectStore store;

    @Inject
    QueueBacklog backlog;

    @Inject
    Pool database;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @TestHTTPResource
    URI address;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private TestingApi api;

    @BeforeEach
    void prepare() {
        api = new TestingApi(address);
        store.ensureBucket();
    }

    @AfterEach
    void endAll() {
        testing.cancelAll();
    }

    @Test
    void looks_at_single_jobs_share_what_they_see_for_a_moment() {
        List<Surroundings> seen = TestingJobs.await(
                Uni.join().all(world.recent(), world.recent(), world.recent()).andFailFast());

        assertThat(seen).allMatch(one -> one == seen.get(0));
        await().atMost(SOON).until(() -> TestingJobs.await(world.recent()) != seen.get(0));
    }

    @Test
    void a_record_that_was_swallowed_is_released_anew() {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.PLAN)) {
            String id = testing.queued().id();
            await().atMost(SOON).until(() -> testing.task(id, "plan").state() == TaskState.RELEASED);
            swallow(WorkQueue.PLAN);
            age(id, "released_at");

            Finding told = of(id, true);
            assertThat(told.problem()).isEqualTo(Problem.RECORD_LOST);
            assertThat(told.action()).isEqualTo(Action.RELEASE_AGAIN);
            assertThat(testing.task(id, "plan").attempt()).as("only told").isEqualTo(1);

            assertThat(of(id, false)).isEqualTo(told);
            assertThat(testing.task(id, "plan").attempt()).isEqualTo(2);
            await().atMost(SOON).until(() -> testing.task(id, "plan").state() == TaskState.RELEASED);
            await().atMost(SOON).until(() -> backlog.unread().get(WorkQueue.PLAN) > 0);
            age(id, "released_at");
            assertThat(of(id, true)).as("its record is in the queue").isNull();
        }
    }

    @Test
    void a_silent_holder_loses_its_attempt_and_a_living_one_does_not() {
        try (TestingWorker living = new TestingWorker(redis, 1, WorkQueue.SMALL)) {
            String lost = running(testing.holder("vanished"));
            String kept = running(new Holder(living.id(), living.incarnation(), "d", clock.instant()));
            living.runs(kept, "plan", 1);

            Finding found = of(lost, false);
            assertThat(found.problem()).isEqualTo(Problem.HOLDER_SILENT);
            assertThat(found.action()).isEqualTo(Action.INTERRUPT);
            assertThat(found.why()).contains("vanished");
            assertThat(testing.task(lost, "plan").lessons().outcome()).isEqualTo(Outcome.WORKER_LOST);
            assertThat(testing.task(lost, "plan").attempt()).isEqualTo(2);
            assertThat(testing.task(kept, "plan").state()).isEqualTo(TaskState.RUNNING);
        }
    }

    @Test
    void a_holder_whose_heartbeat_comes_back_in_time_keeps_its_attempt() throws Exception {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.SMALL)) {
            String id = running(new Holder(worker.id(), worker.incarnation(), "d", clock.instant()));
            CompletableFuture<SweepReport> report =
                    sweep.sweep(false, Duration.ZERO).subscribeAsCompletionStage();
            worker.runs(id, "plan", 1);

            assertThat(report.get().findings())
                    .noneMatch(finding -> finding.jobId().equals(id));
            assertThat(testing.task(id, "plan").state()).isEqualTo(TaskState.RUNNING);
        }
    }

    @Test
    void a_living_holder_is_given_time_for_its_report_to_be_read() {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.SMALL)) {
            String id = running(new Holder(worker.id(), worker.incarnation(), "d", clock.instant()));
            Instant began = clock.instant();

            Finding found = of(id, true);

            assertThat(found.problem()).isEqualTo(Problem.HOLDER_SILENT);
            assertThat(found.why()).endsWith("lives and does not run it");
            assertThat(Duration.between(began, clock.instant())).isGreaterThanOrEqualTo(IDLE_GRACE);
        }
    }

    @Test
    void an_encode_that_is_gone_from_storage_is_done_again() {
        Job job = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(2, 0, WorkQueue.SMALL));
        String chunk = TestingPlans.chunkId(0);
        testing.run(job.id(), chunk, testing.holder("w1"));
        testing.report(job.id(), testing.succeeded(job.id(), chunk, 1, "w1"));
        assertThat(of(job.id(), true)).isNull();
        store.deletePrefix(testing.task(job.id(), chunk).output().key());

        Finding found = of(job.id(), false);

        assertThat(found.problem()).isEqualTo(Problem.ENCODE_MISSING);
        assertThat(found.task()).isEqualTo(chunk);
        assertThat(testing.task(job.id(), chunk).state()).isNotEqualTo(TaskState.DONE);
        assertThat(testing.task(job.id(), chunk).attempt()).isEqualTo(2);
    }

    @Test
    void a_job_of_which_nothing_is_left_ends_with_a_letter() {
        String id = stranded();

        Finding found = of(id, false);

        assertThat(found.problem()).isEqualTo(Problem.STRANDED);
        assertThat(testing.find(id).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL));
        assertThat(TestingJobs.await(letters.list(null, 100)).letters()).anySatisfy(letter -> {
            assertThat(letter.jobId()).isEqualTo(id);
            assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.JOB);
        });
    }

    @Test
    void a_job_that_cannot_be_read_keeps_no_other_one_from_being_looked_at_or_listed() {
        String unreadable = stranded();
        String stranded = stranded();
        try (TestingRows.Broken broken = new TestingRows(database).broken(List.of(unreadable))) {
            assertThat(of(stranded, false).problem()).isEqualTo(Problem.STRANDED);
            assertThat(api.get("/api/v1/jobs?limit=2").json().path("items").findValuesAsText("id"))
                    .contains(stranded)
                    .doesNotContain(unreadable);
        }
        assertThat(testing.find(stranded).status()).isEqualTo(JobStatus.FAILED);
        assertThat(testing.find(unreadable).status()).isNotEqualTo(JobStatus.FAILED);
    }

    @Test
    void asking_for_a_job_is_enough_to_have_it_looked_at() {
        String id = stranded();

        await().atMost(SOON)
                .until(() -> api.get("/api/v1/jobs/" + id).text("state").equals("FAILED"));
        assertThat(testing.find(id).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void what_is_younger_than_asked_for_is_left_alone() {
        try (TestingWorker other = new TestingWorker(redis, 1, WorkQueue.SMALL)) {
            String id = running(testing.holder("young"));

            assertThat(found(api.post("/api/v1/admin/sweep?dryRun=true&olderThan=PT20M"), id))
                    .isFalse();
            assertThat(found(api.post("/api/v1/admin/sweep?dryRun=true"), id)).isTrue();
            assertThat(found(api.post("/api/v1/admin/sweep?dryRun"), id)).isTrue();
            assertThat(api.post("/api/v1/admin/sweep?dryRun=1").status()).isEqualTo(422);
            assertThat(testing.task(id, "plan").attempt()).as("only told").isEqualTo(1);
        }
        Answer refused = api.post("/api/v1/admin/sweep?olderThan=soon");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").get(0).path("field").asText()).isEqualTo("olderThan");
    }

    @Test
    void work_that_nobody_can_take_is_told() {
        String id = testing.queued().id();
        await().atMost(SOON).untilAsserted(() -> {
            Finding found = sweep(true).findings().stream()
                    .filter(finding -> finding.jobId().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.problem()).isEqualTo(Problem.NO_WORKERS);
            assertThat(found.action()).isEqualTo(Action.WAIT);
            assertThat(found.why()).contains("plan");
        });
    }

    /** Held for a minute. */
    private String running(Holder holder) {
        String id = testing.queued().id();
        testing.run(
                id,
                "plan",
                new Holder(
                        holder.workerId(),
                        holder.incarnation(),
                        holder.delivery(),
                        clock.instant().minusSeconds(60)));
        return id;
    }

    /** As no rule of the gateway would leave it. */
    private String stranded() {
        String id = testing.suspended().id();
        execute("UPDATE task SET state = 'STOPPED' WHERE job_id = $1", id);
        return id;
    }

    private void age(String id, String column) {
        execute("UPDATE task SET " + column + " = " + column + " - interval '1 minute' WHERE job_id = $1", id);
    }

    private void execute(String sql, String id) {
        database.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(SOON);
    }

    /** Takes everything out of the queue and acknowledges it, as no worker would. */
    private void swallow(WorkQueue queue) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka, "group.id", queue.group(), "share.acknowledgement.mode", "explicit");
        try (KafkaShareConsumer<String, String> consumer =
                new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(queue.topic()));
            await().atMost(SOON).until(() -> {
                var records = consumer.poll(Duration.ofMillis(500));
                if (!records.isEmpty()) {
                    assertThat(backlog.unread().getOrDefault(queue, 1L))
                            .as("what is worked at")
                            .isPositive();
                }
                records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
                consumer.commitSync();
                return backlog.unread().getOrDefault(queue, 1L) == 0;
            });
        }
    }

    /** What was found about the job, but that no worker is there. */
    private Finding of(String id, boolean dryRun) {
        return sweep(dryRun).findings().stream()
                .filter(finding -> finding.jobId().equals(id) && finding.problem() != Problem.NO_WORKERS)
                .findFirst()
                .orElse(null);
    }

    private SweepReport sweep(boolean dryRun) {
        SweepReport report = TestingJobs.await(sweep.sweep(dryRun, Duration.ZERO));
        assertThat(report.blind()).isEmpty();
        return report;
    }

    private static boolean found(Answer answer, String id) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("findings").findValuesAsText("jobId").contains(id);
    }
}

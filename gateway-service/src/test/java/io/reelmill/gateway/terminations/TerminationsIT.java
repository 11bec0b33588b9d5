package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.job.Budget;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Termination.Reason;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.gateway.claims.SeenMemory;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.gateway.testing.TestingWorker;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports about dead workers, against real rows of real attempts. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class TerminationsIT {

    private static final String CHUNK = TestingPlans.chunkId(0);
    private static final String SOUND = "audio-0";
    private static final long MIB = 1 << 20;
    private static final String NOTHING = "{\"attempts\":[]}";

    /** Longer than anybody waits for a heartbeat. */
    private static final Duration LATE = Duration.ofSeconds(30);

    @Inject
    JobService jobs;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    SeenMemory memory;

    @Inject
    Pool database;

    @Inject
    Clock clock;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingWorker worker;
    /** The process of the worker that claimed both attempts. */
    private String first;

    private String jobId;

    @BeforeEach
    void aWorkerWithTwoAttempts() {
        worker = new TestingWorker(redis, 2, WorkQueue.MERGE);
        first = worker.incarnation();
        jobId = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 1, WorkQueue.SMALL))
                .id();
        for (String task : List.of(CHUNK, SOUND)) {
            claim(jobId, task, clock.instant());
        }
    }

    @AfterEach
    void endAll() {
        worker.close();
        testing.cancelAll();
    }

    @Test
    void the_larger_work_escalates_and_its_neighbor_runs_again_at_no_charge() throws Exception {
        HttpResponse<String> answer = report(oom("container-1", clock.instant()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"outcome\":\"OOM_POD\"", "\"outcome\":\"BYSTANDER\"");
        assertThat(answer.body()).contains("was OOM-killed at 1.0 GiB", "; retrying in class standard");
        Task chunk = testing.task(jobId, CHUNK);
        assertThat(chunk.state()).isEqualTo(TaskState.WAITING);
        assertThat(chunk.queue()).isEqualTo(WorkQueue.STANDARD);
        assertThat(chunk.spent(Budget.OOM)).isEqualTo(1);
        assertThat(chunk.lessons().adoptable()).containsExactly(1);
        Task sound = testing.task(jobId, SOUND);
        assertThat(sound.queue()).isEqualTo(WorkQueue.SMALL);
        assertThat(sound.spent(Budget.LOST)).isZero();
        assertThat(attempt(CHUNK).detail()).contains("was killed for memory at 1024 MiB with exit code 137");
    }

    @Test
    void a_repeated_report_changes_nothing() throws Exception {
        Termination death = oom("container-1", clock.instant());
        report(death);
        Task once = testing.task(jobId, CHUNK);

        HttpResponse<String> again = report(death);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(testing.task(jobId, CHUNK)).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
    void a_death_that_is_told_in_other_words_changes_nothing(Reason reason) throws Exception {
        report(death(Reason.OTHER, "container-1", clock.instant()));
        Task once = testing.task(jobId, CHUNK);
        Attempt before = attempt(jobId, CHUNK);

        HttpResponse<String> again = report(death(reason, "container-1", clock.instant()));

        assertThat(again.body()).contains("\"outcome\":\"WORKER_LOST\"").doesNotContain("OOM_POD", "EVICTED");
        assertThat(testing.task(jobId, CHUNK)).isEqualTo(once);
        assertThat(attempt(jobId, CHUNK)).isEqualTo(before);
    }

    @Test
    void a_death_that_is_told_again_after_the_next_one_changes_nothing() throws Exception {
        Instant died = clock.instant();
        report(death(Reason.OTHER, "container-1", died));
        worker.restart();
        String next = claimed(clock.instant());
        report(death(Reason.OOM, "container-2", clock.instant(), worker.incarnation()));
        List<Task> once = List.of(testing.task(jobId, CHUNK), testing.task(jobId, SOUND), testing.task(next, CHUNK));

        report(oom("container-1", died));
        report(oom("container-1", clock.instant()));
        report(death(Reason.EVICTED, "container-2", died, worker.incarnation()));

        assertThat(List.of(testing.task(jobId, CHUNK), testing.task(jobId, SOUND), testing.task(next, CHUNK)))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_death_explains_only_what_the_process_ran_that_died(boolean reported) throws Exception {
        if (reported) {
            report(death(Reason.OTHER, "container-1", clock.instant()));
        } else {
            lose();
        }
        List<Task> before = List.of(testing.task(jobId, CHUNK), testing.task(jobId, SOUND));
        worker.restart();
        String next = claimed(clock.instant());

        HttpResponse<String> answer = report(death(Reason.OOM, "container-2", clock.instant(), worker.incarnation()));

        assertThat(answer.body()).contains(next, "OOM_POD").doesNotContain(jobId, "BYSTANDER");
        assertThat(testing.task(next, CHUNK).queue()).isEqualTo(WorkQueue.STANDARD);
        assertThat(List.of(testing.task(jobId, CHUNK), testing.task(jobId, SOUND)))
                .isEqualTo(before);
        assertThat(attempt(jobId, CHUNK).outcome()).isEqualTo(Outcome.WORKER_LOST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_process_dies_once_so_that_the_end_of_one_that_had_claimed_nothing_explains_nothing(boolean named)
            throws Exception {
        report(death(Reason.OTHER, "container-1", clock.instant()));
        worker.restart();
        worker.close();
        Termination death = named
                ? death(Reason.OOM, "container-2", clock.instant(), worker.incarnation())
                : nameless("container-2", clock.instant());
        Task before = testing.task(jobId, CHUNK);

        assertThat(report(death).body()).isEqualTo(NOTHING);

        assertThat(testing.task(jobId, CHUNK)).isEqualTo(before);
    }

    @Test
    void what_the_next_process_claimed_soon_after_is_left_alone() throws Exception {
        worker.beatsStay(LATE);
        Instant died = clock.instant();
        worker.restart();
        String next = claimed(died.plusSeconds(1));

        HttpResponse<String> answer = report(nameless("container-1", died));

        assertThat(answer.body()).contains(jobId).doesNotContain(next);
        assertThat(testing.task(jobId, CHUNK).queue()).isEqualTo(WorkQueue.STANDARD);
        assertThat(testing.task(next, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_death_whose_time_lacks_the_fraction_of_a_second_explains_what_was_claimed_in_it() throws Exception {
        Instant claimed = attempt(jobId, CHUNK).claimedAt();
        worker.close();

        assertThat(report(nameless("container-1", claimed.minusMillis(900))).body())
                .contains("OOM_POD", "BYSTANDER");
    }

    @Test
    void a_process_that_claims_long_after_is_not_the_one_that_died() throws Exception {
        Instant died = clock.instant();
        worker.close();
        String later = claimed(died.plusSeconds(3));

        assertThat(report(nameless("container-1", died)).body()).isEqualTo(NOTHING);

        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
        assertThat(testing.task(later, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_report_that_failed_half_way_is_finished_as_it_was_decided() throws Exception {
        String other = claimed(clock.instant());
        Termination death = oom("container-1", clock.instant());
        try (var broken = new TestingRows(database).broken(List.of(other))) {
            assertThat(report(death).statusCode()).isEqualTo(503);
        }
        assertThat(attempt(jobId, CHUNK).outcome()).isEqualTo(Outcome.OOM_POD);
        assertThat(attempt(other, CHUNK).outcome()).isNull();

        assertThat(report(death).statusCode()).isEqualTo(200);

        assertThat(attempt(other, CHUNK).outcome()).isEqualTo(Outcome.BYSTANDER);
        assertThat(testing.task(other, CHUNK).queue()).isEqualTo(WorkQueue.SMALL);
        assertThat(testing.task(jobId, CHUNK).spent(Budget.OOM)).isEqualTo(1);
    }

    @Test
    void what_was_seen_of_their_memory_outlives_the_worker_and_tells_the_culprit_and_the_peaks() throws Exception {
        seen(jobId, CHUNK, 300 * MIB);
        seen(jobId, SOUND, 950 * MIB);
        seen(jobId, SOUND, 900 * MIB);
        worker.restart();

        report(oom("container-1", clock.instant()));

        assertThat(attempt(jobId, SOUND).outcome()).isEqualTo(Outcome.OOM_POD);
        assertThat(attempt(jobId, SOUND).stats().peakBytes()).isEqualTo(950 * MIB);
        assertThat(attempt(jobId, SOUND).stats().limitBytes()).isEqualTo(1024 * MIB);
        assertThat(testing.task(jobId, SOUND).spec().predictedBytes()).isEqualTo((long) (950 * MIB * 1.25));
        assertThat(attempt(jobId, CHUNK).outcome()).isEqualTo(Outcome.BYSTANDER);
        assertThat(attempt(jobId, CHUNK).stats().peakBytes()).isEqualTo(300 * MIB);
        assertThat(testing.task(jobId, CHUNK).queue()).isEqualTo(WorkQueue.SMALL);
    }

    @Test
    void what_a_worker_was_seen_to_use_when_it_was_killed_is_learned() throws Exception {
        String key = "H264/slower/8bit/2097k/1t/h264-8bit-12bpp-2097k/plain";
        JobPlan plan = TestingPlans.predicted(TestingPlans.plan(1, 0), 400 * MIB, key);
        String keyed = claimed(
                plan.withTasks(plan.tasks().stream()
                        .map(task -> task.predicted(400 * MIB, MemoryBasis.TABLE, WorkQueue.SMALL))
                        .toList()),
                clock.instant());
        seen(keyed, CHUNK, 700 * MIB);

        report(oom("container-1", clock.instant()));

        await().untilAsserted(() -> assertThat(killedAt(key)).containsExactly(700 * MIB));
    }

    @Test
    void an_evicted_workers_attempts_are_tried_again_at_no_charge_and_counted() throws Exception {
        HttpResponse<String> answer = report(death(Reason.EVICTED, "container-1", clock.instant()));

        assertThat(answer.statusCode()).isEqualTo(200);
        for (String task : List.of(CHUNK, SOUND)) {
            assertThat(attempt(jobId, task).outcome()).isEqualTo(Outcome.EVICTED);
            assertThat(attempt(jobId, task).detail()).isEqualTo("worker " + worker.id() + " was evicted on node-1");
            Task again = testing.task(jobId, task);
            assertThat(again.state()).isEqualTo(TaskState.WAITING);
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.queue()).isEqualTo(WorkQueue.SMALL);
            assertThat(again.spent()).containsExactlyEntriesOf(Map.of(Budget.FREE, 1));
        }
        claim(jobId, CHUNK, clock.instant());
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_jvm_without_heap_is_a_loss_that_says_so_and_no_step_of_the_ladder() throws Exception {
        report(death(Reason.JVM_HEAP, "container-1", clock.instant()));

        assertThat(attempt(jobId, CHUNK).outcome()).isEqualTo(Outcome.WORKER_LOST);
        assertThat(attempt(jobId, CHUNK).detail()).endsWith("ran out of heap memory (exit code 3); raise its -Xmx");
        Task chunk = testing.task(jobId, CHUNK);
        assertThat(chunk.queue()).isEqualTo(WorkQueue.SMALL);
        assertThat(chunk.spent()).containsExactlyEntriesOf(Map.of(Budget.LOST, 1));
    }

    @Test
    void a_loss_that_is_explained_later_is_corrected() throws Exception {
        lose();
        assertThat(testing.task(jobId, CHUNK).spent(Budget.LOST)).isEqualTo(1);

        report(oom("container-2", clock.instant()));

        assertThat(testing.task(jobId, CHUNK).spent(Budget.LOST)).isZero();
        assertThat(testing.task(jobId, CHUNK).queue()).isEqualTo(WorkQueue.STANDARD);
        assertThat(attempt(CHUNK).outcome()).isEqualTo(Outcome.OOM_POD);
        assertThat(attempt(SOUND).outcome()).isEqualTo(Outcome.BYSTANDER);
        assertThat(testing.task(jobId, SOUND).spent(Budget.LOST)).isZero();
    }

    @Test
    void what_was_claimed_after_the_death_is_of_the_next_process() throws Exception {
        worker.close();

        HttpResponse<String> answer =
                report(nameless("container-3", clock.instant().minusSeconds(60)));

        assertThat(answer.body()).isEqualTo(NOTHING);
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_process_that_dies_before_its_first_claim_leaves_what_its_predecessor_claimed_alone() throws Exception {
        worker.close();
        Instant began = clock.instant();
        Termination young = new Termination(Reason.OOM, 137, 1L << 30, "node-1", began, began, "container-4");

        assertThat(report(young).body()).isEqualTo(NOTHING);
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);

        report(new Termination(Reason.OOM, 137, 1L << 30, "node-1", began.minusSeconds(60), began, "container-3"));
        assertThat(attempt(CHUNK).outcome()).isEqualTo(Outcome.OOM_POD);
    }

    @Test
    void a_process_that_named_itself_is_the_dead_one_whatever_the_clock_of_the_reporter() throws Exception {
        worker.restart();
        String next = claimed(clock.instant());

        HttpResponse<String> ahead = report(oom("container-1", clock.instant().plusSeconds(60)));
        assertThat(ahead.body()).contains(jobId, "OOM_POD").doesNotContain(next);
        assertThat(testing.task(next, CHUNK).state()).isEqualTo(TaskState.RUNNING);

        Instant behind = clock.instant().minusSeconds(60);
        assertThat(report(death(Reason.OOM, "container-2", behind, worker.incarnation()))
                        .body())
                .contains(next, "OOM_POD")
                .doesNotContain(jobId);
    }

    @Test
    void a_process_that_lives_is_not_the_dead_one_whatever_the_clock_of_the_reporter() throws Exception {
        worker.beatsStay(LATE);
        worker.restart();
        String next = claimed(clock.instant());

        HttpResponse<String> answer =
                report(nameless("container-1", clock.instant().plusSeconds(60)));

        assertThat(answer.body()).contains(jobId, "OOM_POD").doesNotContain(next);
        assertThat(testing.task(next, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_pod_may_be_gone_before_its_process_is() throws Exception {
        worker.beatsStay(Duration.ofSeconds(5));
        Termination gone = death(Reason.EVICTED, "pod-1", clock.instant(), null);
        assertThat(report(gone).statusCode()).isEqualTo(503);
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
        worker.close();

        report(gone);

        assertThat(attempt(CHUNK).outcome()).isEqualTo(Outcome.EVICTED);
    }

    @Test
    void a_report_that_concerned_nothing_does_not_keep_a_later_one_from_being_heard() throws Exception {
        worker.beatsStay(Duration.ofSeconds(5));
        Termination ahead = nameless("container-1", clock.instant().plusSeconds(60));
        assertThat(report(ahead).body()).isEqualTo(NOTHING);
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
        worker.close();

        assertThat(report(ahead).body()).contains("OOM_POD");
    }

    @Test
    void a_claim_that_is_read_after_the_death_of_its_process_is_explained_by_the_next_report_of_it() throws Exception {
        worker.restart();
        worker.close();
        Termination death = death(Reason.OOM, "container-2", clock.instant(), worker.incarnation());
        assertThat(report(death).body()).isEqualTo(NOTHING);
        String late = claimed(clock.instant());

        assertThat(report(death).body()).contains(late, "OOM_POD").doesNotContain(jobId);
        Task once = testing.task(late, CHUNK);
        assertThat(report(death).body()).contains(late, "OOM_POD");
        assertThat(testing.task(late, CHUNK)).isEqualTo(once);
    }

    @Test
    void while_it_cannot_be_told_who_lives_nobody_is_the_dead_one() throws Exception {
        worker.close();
        String key = RedisKeys.worker(worker.id());
        redis.value(String.class).set(key, redis.value(String.class).get(key));

        assertThat(report(nameless("container-1", clock.instant())).statusCode())
                .isEqualTo(503);
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
        redis.key().del(key);

        assertThat(report(nameless("container-1", clock.instant())).body()).contains("OOM_POD");
    }

    @Test
    void what_is_no_report_is_refused() throws Exception {
        assertThat(post("{\"reason\":\"OOM\"}").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
    }

    private void lose() {
        for (String task : List.of(CHUNK, SOUND)) {
            testing.handle(
                    jobId,
                    new JobEvent.TaskInterrupted(clock.instant(), task, 1, Outcome.WORKER_LOST, "no sign of life"));
        }
    }

    /** Another job whose only chunk the worker has claimed. */
    private String claimed(Instant at) {
        return claimed(TestingPlans.plan(1, 0, WorkQueue.SMALL), at);
    }

    private String claimed(JobPlan plan, Instant at) {
        String other = testing.planned(Scheduling.DEFAULT, plan).id();
        claim(other, CHUNK, at);
        return other;
    }

    private void claim(String job, String task, Instant at) {
        Instant due = clock.instant().plusSeconds(300);
        testing.handle(job, new JobEvent.TasksReleased(due, List.of(task)));
        int attempt = testing.task(job, task).attempt();
        Holder holder = new Holder(worker.id(), worker.incarnation(), "d", at);
        testing.handle(job, new JobEvent.TaskClaimed(at, task, attempt, holder));
        worker.runs(job, task, attempt);
    }

    /** The worker's heartbeats show so much memory until it was seen. */
    private void seen(String job, String task, long bytes) {
        worker.runs(job, task, 1, bytes);
        await().until(() -> memory.of(job, attempt(job, task))
                .filter(seen -> seen.lastBytes() == bytes)
                .isPresent());
    }

    private List<Long> killedAt(String key) {
        return StreamSupport.stream(
                        TestingJobs.await(database.preparedQuery(
                                                "SELECT lower_bytes FROM memory_correction WHERE key = $1")
                                        .execute(Tuple.of(key)))
                                .spliterator(),
                        false)
                .map(row -> row.getLong("lower_bytes"))
                .toList();
    }

    /** Of the process that claimed both attempts. */
    private Termination oom(String container, Instant at) {
        return death(Reason.OOM, container, at);
    }

    private Termination death(Reason reason, String container, Instant at) {
        return death(reason, container, at, first);
    }

    private static Termination death(Reason reason, String container, Instant at, String incarnation) {
        int exitCode = reason == Reason.JVM_HEAP ? 3 : 137;
        return new Termination(reason, exitCode, 1L << 30, "node-1", null, at, container, incarnation);
    }

    /** Of a process that has not said which one it was. */
    private static Termination nameless(String container, Instant at) {
        return death(Reason.OOM, container, at, null);
    }

    private Attempt attempt(String task) {
        return attempt(jobId, task);
    }

    private Attempt attempt(String job, String task) {
        return TestingJobs.await(jobs.attempts(job)).stream()
                .filter(attempt -> attempt.taskId().equals(task))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> report(Termination death) throws Exception {
        return post(Messages.write(death));
    }

    private HttpResponse<String> post(String body) throws Exception {
        URI address = internal.resolve("/internal/v1/workers/" + worker.id() + "/terminations");
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

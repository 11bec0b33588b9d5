package io.reelmill.gateway.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingLog;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.gateway.testing.TestingWorker;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ClaimsIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String TASK = "audio-0";

    @Inject
    JobService jobs;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingWorker worker;
    /** While nobody at all is heard nobody is given up; here somebody always is. */
    private TestingWorker bystander;

    private String jobId;

    @BeforeEach
    void aReleasedTask() {
        worker = new TestingWorker(redis, 1, WorkQueue.MERGE);
        bystander = new TestingWorker(redis, 1, WorkQueue.PLAN);
        jobId = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 1, WorkQueue.SMALL))
                .id();
        testing.handle(jobId, new JobEvent.TasksReleased(clock.instant(), List.of(TASK)));
    }

    @AfterEach
    void endAll() {
        worker.close();
        bystander.close();
        testing.cancelAll();
    }

    @Test
    void theFirstClaimWinsAndIsDurable() throws Exception {
        assertThat(claim("d1").verdict()).isEqualTo(Claim.Verdict.RUN);

        Task task = testing.task(jobId, TASK);
        assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        assertThat(task.holder().workerId()).isEqualTo(worker.id());
        assertThat(task.holder().delivery()).isEqualTo("d1");
    }

    @Test
    void aLostAnswerIsGivenAgain() throws Exception {
        claim("d1");

        assertThat(claim("d1").verdict()).isEqualTo(Claim.Verdict.RUN);
        assertThat(testing.task(jobId, TASK).attempt()).isEqualTo(1);
    }

    @Test
    void aRecordThatCameBackWhileItsHolderWorksIsDropped() throws Exception {
        claim("d1");
        worker.runs(jobId, TASK, 1);

        Claim.Response second = claim("d2");

        assertThat(second)
                .isEqualTo(new Claim.Response(Claim.Verdict.DROP, worker.id() + " runs it or has reported it"));
        assertThat(testing.task(jobId, TASK).holder().delivery()).isEqualTo("d1");
    }

    @Test
    void aRecordThatCameBackBeforeTheReportOfItsHolderWasReadIsDropped() throws Exception {
        claim("d1");

        Claim.Response second = claim("d2");

        assertThat(second.verdict()).isEqualTo(Claim.Verdict.DROP);
        testing.handle(
                jobId, new JobEvent.WorkerReported(clock.instant(), testing.succeeded(jobId, TASK, 1, worker.id())));
        assertThat(testing.task(jobId, TASK).state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void aRecordThatCameBackFromTheDeadStartsTheNextAttempt() throws Exception {
        claim("d1");
        worker.runs(jobId, TASK, 1);
        worker.close();

        Claim.Response second;
        try (TestingLog desk = new TestingLog(ClaimDesk.class.getName());
                TestingLog decisions = new TestingLog("io.reelmill.gateway.events.DecisionMetrics")) {
            second = claim("d2");
            assertFound(desk, worker.id() + " held the attempt and is gone");
            assertFound(decisions, "WORKER_LOST");
        }

        assertThat(second).isEqualTo(new Claim.Response(Claim.Verdict.DROP, worker.id() + " is gone"));
        Task task = testing.task(jobId, TASK);
        assertThat(task.state()).isEqualTo(TaskState.WAITING);
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(TestingJobs.await(jobs.attempts(jobId)))
                .filteredOn(attempt -> attempt.taskId().equals(TASK))
                .extracting(Attempt::outcome)
                .containsExactly(Outcome.WORKER_LOST);
    }

    @Test
    void aHolderThatWasStartedAnewIsDeadHoweverLivelyItsHeartbeat() throws Exception {
        claim("d1");
        worker.restart();
        worker.runs(jobId, TASK, 1);

        assertThat(claim("d2", "some-incarnation").verdict()).isEqualTo(Claim.Verdict.DROP);
        assertThat(testing.task(jobId, TASK).attempt()).isEqualTo(2);
    }

    @Test
    void severalClaimsAtTheSameTimeGetOneLicense() {
        worker.runs(jobId, TASK, 1);
        List<HttpRequest> requests = List.of(request("d1", "i"), request("d2", "i"), request("d3", "i"));
        List<Claim.Verdict> verdicts = requests.stream()
                .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(answer -> Messages.read(answer.join().body(), Claim.Response.class)
                        .verdict())
                .toList();

        assertThat(verdicts).containsOnlyOnce(Claim.Verdict.RUN);
    }

    @Test
    void aLookClaimsNothingAndFindsWhatRunsAlready() throws Exception {
        assertThat(look().verdict()).isEqualTo(Claim.Verdict.RUN);
        assertThat(testing.task(jobId, TASK).state()).isEqualTo(TaskState.RELEASED);
        claim("d1");
        worker.runs(jobId, TASK, 1);

        assertThat(look())
                .isEqualTo(new Claim.Response(Claim.Verdict.DROP, worker.id() + " runs it or has reported it"));
        assertThat(testing.task(jobId, TASK).holder().delivery()).isEqualTo("d1");
    }

    @Test
    void aLookFindsADeadHolderAndAnEndedJob() throws Exception {
        claim("d1");
        worker.runs(jobId, TASK, 1);
        worker.close();

        assertThat(look().reason()).isEqualTo(worker.id() + " is gone");
        assertThat(testing.task(jobId, TASK).attempt()).isEqualTo(2);
        testing.handle(jobId, new JobEvent.CancelRequested(clock.instant()));
        assertThat(look().verdict()).isEqualTo(Claim.Verdict.DROP);
    }

    @Test
    void whatIsOldUnknownOrEndedIsDropped() throws Exception {
        assertThat(answer(new Claim.Request(jobId, TASK, 7, "w", "i", "d")).verdict())
                .isEqualTo(Claim.Verdict.DROP);
        assertThat(answer(new Claim.Request(jobId, "no-task", 1, "w", "i", "d")))
                .isEqualTo(new Claim.Response(Claim.Verdict.DROP, "the job has no task no-task"));
        assertThat(answer(new Claim.Request("no-job", TASK, 1, "w", "i", "d")))
                .isEqualTo(new Claim.Response(Claim.Verdict.DROP, "there is no job no-job"));
        testing.handle(jobId, new JobEvent.CancelRequested(clock.instant()));
        assertThat(claim("d1").verdict()).isEqualTo(Claim.Verdict.DROP);
    }

    @Test
    void somethingElseIsRefused() throws Exception {
        assertThat(post("{\"jobId\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(post("what?").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
    }

    @Test
    void aVanishedHolderIsNoticedWithoutItsRecord() throws Exception {
        claim("d1");
        worker.runs(jobId, TASK, 1);
        worker.close();

        await().atMost(SOON).until(() -> testing.task(jobId, TASK).attempt() == 2);
        assertThat(TestingJobs.await(jobs.attempts(jobId)))
                .filteredOn(attempt -> attempt.taskId().equals(TASK))
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.detail()).containsPattern("showed no sign of life for \\d+ s"));
    }

    @Test
    void jobsThatCannotBeReadKeepNoOtherVanishedHolderWaiting() throws Exception {
        List<String> broken = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.SMALL))
                    .id();
            testing.run(id, TASK, testing.holder("vanished"));
            (i % 2 == 0 ? broken : whole).add(id);
        }
        TestingRows rows = new TestingRows(database);
        try (TestingRows.Broken unreadable = rows.broken(broken);
                TestingLog log = new TestingLog(HolderWatcher.class.getName())) {
            await().atMost(SOON).until(() -> whole.stream()
                    .allMatch(id -> testing.task(id, TASK).attempt() == 2));
            await().atMost(SOON)
                    .until(() -> log.lines().stream()
                                    .filter(line -> line.message().startsWith("The attempt cannot be given up"))
                                    .count()
                            >= broken.size());
        }
    }

    private void assertFound(TestingLog log, String words) {
        assertThat(log.lines())
                .filteredOn(line -> line.message().contains(words))
                .singleElement()
                .extracting(TestingLog.Line::keys)
                .isEqualTo(Map.of(Telemetry.JOB_ID, jobId, Telemetry.TASK, TASK, Telemetry.ATTEMPT, "1"));
    }

    @Test
    void anEmptiedRedisTakesNobodysWorkAway() throws Exception {
        claim("d1");
        worker.runs(jobId, TASK, 1);
        String other = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.SMALL))
                .id();
        testing.run(other, TASK, testing.holder("never-seen"));

        redis.flushall();

        await().atMost(SOON).until(() -> testing.task(other, TASK).attempt() == 2);
        assertThat(testing.task(jobId, TASK).state()).isEqualTo(TaskState.RUNNING);
        assertThat(testing.task(jobId, TASK).attempt()).isEqualTo(1);
    }

    private Claim.Response claim(String delivery) throws IOException, InterruptedException {
        return claim(delivery, worker.incarnation());
    }

    private Claim.Response claim(String delivery, String incarnation) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(delivery, incarnation), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Messages.read(response.body(), Claim.Response.class);
    }

    private Claim.Response answer(Claim.Request request) throws IOException, InterruptedException {
        return Messages.read(post(Messages.write(request)).body(), Claim.Response.class);
    }

    private HttpRequest request(String delivery, String incarnation) {
        return request(Messages.write(new Claim.Request(jobId, TASK, 1, worker.id(), incarnation, delivery)));
    }

    /** Whether another delivery of the record is of any use. */
    private Claim.Response look() throws IOException, InterruptedException {
        String body = Messages.write(new Claim.Request(jobId, TASK, 1, "other", "i", "look"));
        HttpResponse<String> response =
                http.send(at("/internal/v1/claims/looks", body), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Messages.read(response.body(), Claim.Response.class);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return at("/internal/v1/claims", body);
    }

    private HttpRequest at(String path, String body) {
        return HttpRequest.newBuilder(internal.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}

package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.job.Budget;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
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
import io.reelmill.gateway.testing.TestingWorker;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports about dead workers, against real rows of real attempts. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class TerminationsIT {

    private static final String CHUNK = TestingPlans.chunkId(0);
    private static final String SOUND = "audio-0";

    @Inject
    JobService jobs;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingWorker worker;
    private String jobId;

    @BeforeEach
    void aWorkerWithTwoAttempts() {
        worker = new TestingWorker(redis, 2, WorkQueue.MERGE);
        jobId = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 1, WorkQueue.SMALL))
                .id();
        testing.handle(jobId, new JobEvent.TasksReleased(clock.instant(), List.of(CHUNK, SOUND)));
        for (String task : List.of(CHUNK, SOUND)) {
            testing.handle(
                    jobId,
                    new JobEvent.TaskClaimed(
                            clock.instant(),
                            task,
                            1,
                            new Holder(worker.id(), worker.incarnation(), "d", clock.instant())));
            worker.runs(jobId, task, 1);
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

    @Test
    void a_loss_that_is_explained_later_is_corrected() throws Exception {
        for (String task : List.of(CHUNK, SOUND)) {
            testing.handle(
                    jobId,
                    new JobEvent.TaskInterrupted(clock.instant(), task, 1, Outcome.WORKER_LOST, "no sign of life"));
        }
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
        HttpResponse<String> answer = report(oom("container-3", clock.instant().minusSeconds(60)));

        assertThat(answer.body()).isEqualTo("{\"attempts\":[]}");
        assertThat(testing.task(jobId, CHUNK).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void what_is_no_report_is_refused() throws Exception {
        assertThat(post("{\"reason\":\"OOM\"}").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
    }

    private Termination oom(String container, Instant at) {
        return new Termination(Termination.Reason.OOM, 137, 1L << 30, "node-1", at, container);
    }

    private Attempt attempt(String task) {
        return TestingJobs.await(jobs.attempts(jobId)).stream()
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

package io.reelmill.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.reelmill.gateway.testing.TestingWorker;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on the same servers, the one of this JVM and a process, both deciding about the same jobs. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ReplicasIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String TASK = "audio-0";
    private static final int JOBS = 12;

    @TempDir
    Path directory;

    @TestHTTPResource("/")
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final HttpClient http = HttpClient.newHttpClient();
    private GatewayProcess other;

    @BeforeEach
    void anotherReplica() {
        other = GatewayProcess.start(directory, LocalServers.shared(Server.values()), Map.of());
        await().atMost(SOON).until(() -> other.health("ready") == 200);
    }

    @AfterEach
    void end() {
        testing.cancelAll();
        other.close();
    }

    @Test
    void a_claim_is_granted_once_whomever_it_is_asked_of() {
        for (int i = 0; i < 5; i++) {
            String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.SMALL))
                    .id();
            testing.handle(id, new JobEvent.TasksReleased(clock.instant(), List.of(TASK)));
            List<CompletableFuture<Claim.Verdict>> claims = IntStream.range(0, 8)
                    .mapToObj(n -> claim(n % 2 == 0 ? internal : other.internal(), id, "d" + n))
                    .toList();

            List<Claim.Verdict> verdicts =
                    claims.stream().map(CompletableFuture::join).toList();

            assertThat(verdicts).containsOnlyOnce(Claim.Verdict.RUN);
        }
    }

    @Test
    void what_both_are_asked_at_once_happens_once() {
        List<String> ids =
                Stream.generate(() -> testing.suspended().id()).limit(JOBS).toList();
        double before = cancelled();

        for (String id : ids) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                String patch = "{\"priority\":" + (n + 1) + "}";
                answers.add(send(api, "PATCH", "/api/v1/jobs/" + id, patch));
                answers.add(send(other.api(), "PATCH", "/api/v1/jobs/" + id, patch));
            }
            assertThat(answers).allMatch(answer -> answer.join() == 200);
            CompletableFuture<Integer> here = send(api, "POST", "/api/v1/jobs/" + id + "/cancel", "");
            CompletableFuture<Integer> there = send(other.api(), "POST", "/api/v1/jobs/" + id + "/cancel", "");
            assertThat(List.of(here.join(), there.join())).containsOnly(200);
        }

        assertThat(ids).allMatch(id -> testing.find(id).status() == JobStatus.CANCELLED);
        assertThat(cancelled() - before).as("each job ended once").isEqualTo(JOBS);
    }

    @Test
    void every_task_is_handed_out_once_and_every_report_counts_once() {
        try (TestingWorker worker = new TestingWorker(redis, 2 * JOBS, WorkQueue.STANDARD);
                TestingKafka broker = new TestingKafka(kafka)) {
            List<String> ids = Stream.generate(
                            () -> testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.STANDARD))
                                    .id())
                    .limit(JOBS)
                    .toList();
            await().atMost(SOON).until(() -> ids.stream()
                    .allMatch(id -> testing.task(id, TASK).state() == TaskState.RELEASED));
            assertThat(handedOut(broker, ids)).containsExactlyInAnyOrderElementsOf(ids);

            ids.forEach(id -> {
                assertThat(claim(other.internal(), id, "d").join()).isEqualTo(Claim.Verdict.RUN);
                broker.report(testing.succeeded(id, TASK, 1, worker.id()));
                broker.report(testing.succeeded(id, TASK, 1, worker.id()));
            });

            await().atMost(SOON)
                    .until(() -> ids.stream().allMatch(id -> testing.find(id).status() == JobStatus.MERGING));
            assertThat(ids).allMatch(id -> testing.task(id, TASK).attempt() == 1);
        }
    }

    /** Jobs of the records in the queue, as often as they are there, up to a mark that is put behind them. */
    private List<String> handedOut(TestingKafka broker, List<String> ids) {
        String mark = "mark-" + ids.get(0);
        List<String> seen = new ArrayList<>();
        await().atMost(SOON).until(() -> unpublished(ids) == 0);
        broker.publish(WorkQueue.STANDARD.topic(), mark, mark);
        broker.read(WorkQueue.STANDARD.topic(), record -> {
            if (mark.equals(record.key())) {
                return true;
            }
            if (record.value().startsWith("{")) {
                String job = Messages.read(record.value(), WorkItem.class).jobId();
                if (ids.contains(job)) {
                    seen.add(job);
                }
            }
            return false;
        });
        return seen;
    }

    private long unpublished(List<String> ids) {
        return TestingJobs.await(
                database.preparedQuery("SELECT count(*) FROM outbox WHERE split_part(key, '/', 1) = ANY($1)")
                        .execute(Tuple.of(ids.toArray(String[]::new)))
                        .map(rows -> rows.iterator().next().getLong(0)));
    }

    private CompletableFuture<Claim.Verdict> claim(URI gateway, String jobId, String delivery) {
        String body = Messages.write(new Claim.Request(jobId, TASK, 1, "w-" + delivery, "i", delivery));
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/internal/v1/claims"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer ->
                        Messages.read(answer.body(), Claim.Response.class).verdict());
    }

    private CompletableFuture<Integer> send(URI gateway, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Cancelled jobs that either replica has counted. */
    private double cancelled() {
        double here = metrics.find(Telemetry.JOBS_ENDED).tag("state", "CANCELLED").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        String told =
                new TestingApi(other.internal()).get("/q/metrics").raw().body().toString();
        Matcher matcher = Pattern.compile("reelmill_jobs_ended_total\\{[^}]*CANCELLED[^}]*} ([0-9.]+)")
                .matcher(told);
        double there = 0;
        while (matcher.find()) {
            there += Double.parseDouble(matcher.group(1));
        }
        return here + there;
    }
}

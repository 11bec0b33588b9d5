package io.reelmill.gateway.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.Topics;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.reelmill.gateway.testing.TestingLog;
import io.reelmill.gateway.testing.TestingWorker;
import io.reelmill.stack.process.Signals;
import io.reelmill.stack.server.Server;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first test begins without a database; the others need only what every test finds: all servers running. */
@QuarkusTest
@QuarkusTestResource(value = OutageServers.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageFailureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    TestingJobs testing;

    @Inject
    RedisDataSource redis;

    @Inject
    Clock clock;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void everythingRuns() {
        for (Server server : Server.values()) {
            OutageServers.servers.start(server);
        }
        await().atMost(PATIENCE).until(() -> health("ready") == 200);
        testing.cancelAll();
    }

    @Test
    @Order(1)
    void aGatewayWithoutDatabaseWaits() throws Exception {
        assertThat(health("live")).isEqualTo(200);
        assertThat(health("ready")).isEqualTo(503);
        assertThatThrownBy(() -> testing.queued()).isInstanceOf(StoreUnavailableException.class);

        OutageServers.servers.start(Server.POSTGRES);

        await().atMost(PATIENCE).until(() -> health("ready") == 200);
        assertThat(testing.queued().status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    @Order(2)
    void eventsWaitForTheDatabase() throws Exception {
        String id = testing.queued().id();
        testing.run(id, "plan", testing.holder("c1"));
        try (TestingKafka broker = new TestingKafka(kafka)) {
            OutageServers.servers.kill(Server.POSTGRES);
            broker.report(testing.planned(id, 1, TestingPlans.plan(1, 0, WorkQueue.SMALL)));
            broker.publish(Topics.EVENTS, id, "nonsense in the middle of an outage");
            assertThatThrownBy(() -> testing.find(id)).isInstanceOf(StoreUnavailableException.class);
            assertThat(claim(id, "plan", "d1").statusCode()).isEqualTo(503);
            assertThat(health("live")).isEqualTo(200);

            OutageServers.servers.start(Server.POSTGRES);

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> testing.find(id).status() == JobStatus.ENCODING);
            testing.run(id, TestingPlans.chunkId(0), testing.holder("w1"));
            broker.report(testing.succeeded(id, TestingPlans.chunkId(0), 1, "w1"));
            await().atMost(PATIENCE).until(() -> testing.find(id).status() == JobStatus.MERGING);
        }
    }

    @Test
    @Order(3)
    void whatIsToBePublishedWaitsForTheBroker() throws Exception {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.LARGE);
                TestingLog connector = new TestingLog("io.smallrye.reactive.messaging.kafka")) {
            String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.LARGE))
                    .id();
            await().atMost(PATIENCE).until(() -> task(id).state() == TaskState.RELEASED);
            OutageServers.servers.kill(Server.KAFKA);

            testing.handle(id, new JobEvent.CancelRequested(clock.instant()));
            String other = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.LARGE))
                    .id();
            await().atMost(PATIENCE).until(() -> task(other).state() == TaskState.RELEASED);

            await().atMost(PATIENCE).until(() -> connector.lines().stream()
                    .anyMatch(line -> line.message().contains("Unable to write to Kafka")));
            OutageServers.servers.start(Server.KAFKA);
            assertThat(health("live"))
                    .as("whoever did not reach the broker lives")
                    .isEqualTo(200);
            try (TestingKafka broker = new TestingKafka(kafka)) {
                ConsumerRecord<String, String> stop = broker.read(Topics.CONTROL, record -> id.equals(record.key()));
                assertThat(Messages.read(stop.value(), Control.class)).isEqualTo(Control.stopJob(id));
                ConsumerRecord<String, String> work =
                        broker.read(WorkQueue.LARGE.topic(), record -> (other + "/audio-0").equals(record.key()));
                assertThat(Messages.read(work.value(), WorkItem.class).attempt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @Order(4)
    void workGoesOnWithoutRedisButNobodyIsDeclaredDead() throws Exception {
        try (TestingWorker worker = new TestingWorker(redis, 1, WorkQueue.LARGE)) {
            String before = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.LARGE))
                    .id();
            await().atMost(PATIENCE).until(() -> task(before).state() == TaskState.RELEASED);
            OutageServers.servers.kill(Server.REDIS);

            String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.LARGE))
                    .id();
            await().atMost(PATIENCE).until(() -> task(id).state() == TaskState.RELEASED);
            assertThat(Messages.read(claim(id, "audio-0", "d1").body(), Claim.Response.class)
                            .verdict())
                    .isEqualTo(Claim.Verdict.RUN);
            assertThat(claim(id, "audio-0", "d2").statusCode()).isEqualTo(503);
            assertThat(task(id).attempt()).isEqualTo(1);
            assertThat(health("ready")).isEqualTo(200);

            OutageServers.servers.start(Server.REDIS);
            await().atMost(PATIENCE).until(() -> claim(id, "audio-0", "d2").statusCode() == 200);
            assertThat(task(id).attempt()).isEqualTo(2);
        }
    }

    @Test
    @Order(5)
    void aFollowerHearsThatTheDatabaseIsAwayAndThenHowTheJobIs() throws Exception {
        String id = testing.suspended().id();
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> follower = CompletableFuture.runAsync(
                () -> api().lines("/api/v1/jobs/" + id + "/events").forEach(lines::add));
        await().atMost(PATIENCE).until(() -> lines.contains("event:job"));

        OutageServers.servers.kill(Server.POSTGRES);

        await().atMost(Duration.ofSeconds(5)).until(() -> comments(lines) > 0);
        int heard = comments(lines);
        await().atMost(Duration.ofSeconds(7)).until(() -> comments(lines) >= heard + 2);
        OutageServers.servers.start(Server.POSTGRES);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> testing.find(id).status() == JobStatus.QUEUED);
        testing.handle(id, new JobEvent.CancelRequested(clock.instant()));
        follower.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(lines).anyMatch(line -> line.contains("\"state\":\"CANCELLED\""));
    }

    private static int comments(List<String> lines) {
        return (int) lines.stream().filter(line -> line.startsWith(":")).count();
    }

    @Test
    @Order(6)
    void whoAsksWhatCannotBeKnownNowIsToldToComeBack() {
        OutageServers.servers.kill(Server.POSTGRES);
        for (String path : List.of("/api/v1/queues", "/api/v1/jobs", "/api/v1/jobs/none", "/api/v1/jobs/none/events")) {
            unavailable(api().get(path));
        }
        OutageServers.servers.start(Server.POSTGRES);
        OutageServers.servers.kill(Server.REDIS);
        unavailable(api().get("/api/v1/workers"));
        OutageServers.servers.kill(Server.KAFKA);
        await().atMost(PATIENCE).until(() -> api().get("/api/v1/queues").status() == 200);
        assertThat(api().get("/api/v1/queues").json().at("/items/0/slots").isNull())
                .isTrue();
        assertThat(api().get("/api/v1/jobs").status()).isEqualTo(200);
        OutageServers.servers.kill(Server.S3);
        unavailable(api().send(
                        "POST", "/api/v1/jobs", BodyPublishers.ofByteArray(new byte[10]), "Content-Type", "video/mp4"));
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    @Order(7)
    void aRedisThatHangsHoldsUpAListOnce() {
        for (int i = 0; i < 12; i++) {
            testing.planned(Scheduling.DEFAULT, TestingPlans.plan(0, 1, WorkQueue.LARGE));
        }
        long redisPid = OutageServers.servers.pid(Server.REDIS);
        Signals.send(redisPid, "STOP");
        try {
            long began = System.nanoTime();
            Answer list = api().get("/api/v1/jobs?state=ENCODING");

            assertThat(list.json().path("items")).hasSize(12);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        } finally {
            Signals.send(redisPid, "CONT");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Server.class,
            names = {"POSTGRES", "KAFKA", "S3"})
    @Order(8)
    void theGatewayIsNotReadyWhileAServerIsAwayAndReadyOnceItIsBack(Server server) throws Exception {
        assertThat(health("ready")).isEqualTo(200);

        OutageServers.servers.kill(server);

        await().atMost(PATIENCE).until(() -> health("ready") == 503);
        assertThat(health("live")).isEqualTo(200);
        OutageServers.servers.start(server);
        await().atMost(PATIENCE).until(() -> health("ready") == 200);
    }

    private TestingApi api() {
        return new TestingApi(base);
    }

    private Task task(String jobId) {
        return testing.task(jobId, "audio-0");
    }

    private HttpResponse<String> claim(String jobId, String taskId, String delivery)
            throws IOException, InterruptedException {
        Claim.Request request = new Claim.Request(jobId, taskId, 1, "w1", "i1", delivery);
        return http.send(
                HttpRequest.newBuilder(internal.resolve("/internal/v1/claims"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Messages.write(request)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int health(String kind) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(internal.resolve("/q/health/" + kind))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}

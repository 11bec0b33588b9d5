package io.reelmill.messaging.worker;

import static io.reelmill.messaging.worker.TestingTopics.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.Topics;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.kafka.Brokers;
import io.reelmill.messaging.kafka.QueueBacklog;
import io.reelmill.messaging.kafka.TestingBrokers;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker at a broker that speaks TLS alone and asks for a password: whatever it does there, it does as that user. */
@QuarkusTest
@QuarkusTestResource(value = SecuredServers.class, restrictToAnnotatedClass = true)
class SecuredBrokerIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject
    Brokers brokers;

    @Inject
    QueueBacklog backlog;

    @Inject
    TestingRunner runner;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    private final String jobId = UUID.randomUUID().toString();
    private TestingTopics topics;

    @BeforeEach
    void open() {
        topics = new TestingTopics(brokers);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void work_is_taken_reported_and_acknowledged() throws Exception {
        WorkItem item = TestingWork.item(jobId, "safe", 1);
        topics.send(item);
        runner.finish(item);

        assertThat(topics.event(item)).isInstanceOf(TaskEvent.TaskSucceeded.class);
        await().atMost(PATIENCE)
                .until(() -> Long.valueOf(0).equals(backlog.unread().get(WorkQueue.SMALL)));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ready().statusCode()).as(ready().body()).isEqualTo(200));
    }

    @Test
    void what_all_are_told_is_heard() throws Exception {
        WorkItem item = TestingWork.item(jobId, "to-be-stopped", 1);
        topics.send(item);
        await().atMost(PATIENCE).until(() -> runner.runs(item) == 1);

        topics.send(Topics.CONTROL, jobId, Messages.write(Control.stopJob(jobId)));

        assertThat(topics.event(item))
                .isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> assertThat(failed.outcome())
                        .isEqualTo(Outcome.CANCELLED));
    }

    @Test
    void what_cannot_be_read_is_kept() throws Exception {
        topics.send(WorkQueue.SMALL.topic(), jobId, "nonsense");

        assertThat(topics.letter(message -> jobId.equals(message.key())).value())
                .isEqualTo("nonsense");
    }

    @Test
    void a_stranger_is_not_let_in() {
        Map<String, Object> hurried = Map.of("default.api.timeout.ms", 3000, "request.timeout.ms", 1000);
        try (Admin stranger = Admin.create(TestingBrokers.at(servers).client(hurried))) {
            assertThatThrownBy(() -> stranger.listTopics().names().get()).isInstanceOf(ExecutionException.class);
        }
    }

    private HttpResponse<String> ready() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(internal.resolve("/q/health/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

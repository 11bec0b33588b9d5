package io.reelmill.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.Topics;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingKafka;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class OutboxIT {

    private static final int ROWS = 300;

    @Inject
    Pool database;

    @Inject
    OutboxPublisher publisher;

    @Inject
    OutboxConfig config;

    @Inject
    Undeliverable undeliverable;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void whatIsCommittedIsPublishedOnceAndInOrderWhileNothingFails() {
        String run = UUID.randomUUID().toString();
        List<String> payloads = insert(run);

        await().atMost(Duration.ofSeconds(20)).until(() -> left(run) == 0);

        try (TestingKafka broker = new TestingKafka(kafka)) {
            assertThat(broker.values(Topics.CONTROL, run, payloads.get(ROWS - 1)))
                    .isEqualTo(payloads);
        }
    }

    @Test
    void aRelayThatDiesAfterPublishingLosesNothing() {
        AtomicInteger published = new AtomicInteger();
        OutboxRelay dying = new OutboxRelay(database, new DyingPublisher(publisher, published), undeliverable, config);
        Set<String> all = new HashSet<>();
        String run = UUID.randomUUID().toString();
        // The gateway's own relay is at work as well: rows come until the dying one got some.
        while (published.get() == 0) {
            all.addAll(insert(run));
            dying.publishSome().onFailure().recoverWithItem(false).await().atMost(Duration.ofSeconds(20));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> left(run) == 0);

        try (TestingKafka broker = new TestingKafka(kafka)) {
            String last = all.stream().max(String::compareTo).orElseThrow();
            assertThat(new HashSet<>(broker.values(Topics.CONTROL, run, last))).isEqualTo(all);
        }
    }

    private List<String> insert(String run) {
        List<String> payloads = IntStream.range(0, ROWS)
                .mapToObj(i -> "%d-%04d".formatted(System.nanoTime(), i))
                .toList();
        TestingJobs.await(database.preparedQuery("INSERT INTO outbox (topic, key, payload) VALUES ($1, $2, $3)")
                .executeBatch(payloads.stream()
                        .map(payload -> Tuple.of(Topics.CONTROL, run, payload))
                        .toList()));
        return payloads;
    }

    private long left(String run) {
        return TestingJobs.await(database.preparedQuery("SELECT count(*) FROM outbox WHERE key = $1")
                .execute(Tuple.of(run))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    /** Publishes, and then nobody hears from it again. */
    private static final class DyingPublisher extends OutboxPublisher {
        private final OutboxPublisher real;
        private final AtomicInteger published;

        DyingPublisher(OutboxPublisher real, AtomicInteger published) {
            super(null);
            this.real = real;
            this.published = published;
        }

        @Override
        Uni<List<Result>> publish(List<OutboxMessage> messages) {
            return real.publish(messages)
                    .invoke(results -> published.addAndGet(results.size()))
                    .onItem()
                    .failWith(() -> new IllegalStateException("killed"));
        }
    }
}

package io.reelmill.gateway.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.pulse.Pulse;
import io.reelmill.gateway.store.SchemaReady;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Publishes outbox rows, oldest first, and removes those that the broker has stored. Rows are locked meanwhile, so that
 * replicas share the work; a relay that dies in between leaves rows that are published again. A row that can never be
 * published is set aside.
 */
@ApplicationScoped
class OutboxRelay {

    private static final String TAKE =
            "SELECT id, topic, key, payload FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED";
    private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY($1)";

    private final Pool database;
    private final OutboxPublisher publisher;
    private final Undeliverable undeliverable;
    private final OutboxConfig config;
    private final Pulse pulse;

    OutboxRelay(Pool database, OutboxPublisher publisher, Undeliverable undeliverable, OutboxConfig config) {
        this.database = database;
        this.publisher = publisher;
        this.undeliverable = undeliverable;
        this.config = config;
        this.pulse = new Pulse("outbox", config.interval(), this::publishSome);
    }

    void start(@Observes SchemaReady event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    void committed(@Observes Decision decision) {
        if (!decision.commands().isEmpty()) {
            pulse.wake();
        }
    }

    /** One batch: gives whether there may be more; fails when a row could not be published, after removing the others. */
    Uni<Boolean> publishSome() {
        return database.withTransaction(this::publishLocked)
                .onItem()
                .transformToUni(round -> round.failure() == null
                        ? Uni.createFrom().item(round.taken() == config.batch())
                        : Uni.createFrom().failure(round.failure()));
    }

    private Uni<Round> publishLocked(SqlConnection connection) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(config.batch())).flatMap(rows -> {
            List<OutboxMessage> messages = StreamSupport.stream(rows.spliterator(), false)
                    .map(OutboxRelay::message)
                    .toList();
            return messages.isEmpty() ? Uni.createFrom().item(new Round(0, null)) : publish(connection, messages);
        });
    }

    private Uni<Round> publish(SqlConnection connection, List<OutboxMessage> messages) {
        return publisher
                .publish(messages)
                .call(results -> setAside(messages, results))
                .flatMap(results -> {
                    Long[] done = results.stream()
                            .filter(OutboxPublisher.Result::settled)
                            .map(OutboxPublisher.Result::id)
                            .toArray(Long[]::new);
                    Throwable failure = results.stream()
                            .filter(result -> !result.settled())
                            .map(OutboxPublisher.Result::failure)
                            .findFirst()
                            .orElse(null);
                    return connection
                            .preparedQuery(REMOVE)
                            .execute(Tuple.of(done))
                            .replaceWith(new Round(messages.size(), failure));
                });
    }

    private Uni<Void> setAside(List<OutboxMessage> messages, List<OutboxPublisher.Result> results) {
        Map<Long, OutboxMessage> byId =
                messages.stream().collect(Collectors.toMap(OutboxMessage::id, Function.identity()));
        return Multi.createFrom()
                .iterable(results)
                .filter(OutboxPublisher.Result::undeliverable)
                .onItem()
                .transformToUniAndConcatenate(result -> undeliverable.setAside(byId.get(result.id()), result.failure()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static OutboxMessage message(Row row) {
        return new OutboxMessage(
                row.getLong("id"), row.getString("topic"), row.getString("key"), row.getString("payload"));
    }

    private record Round(int taken, Throwable failure) {}
}

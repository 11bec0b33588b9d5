package io.reelmill.gateway.deadletters;

import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.Persistently;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes messages that nobody could use from their topic into the list; while the database is away they wait there. */
@ApplicationScoped
class BuriedMessages {

    private static final Logger LOG = Logger.getLogger(BuriedMessages.class);

    private final DeadLetterStore letters;
    private final Clock clock;

    BuriedMessages(DeadLetterStore letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @Incoming("buried")
    Uni<Void> keep(ConsumerRecord<String, String> record) {
        Instant now = clock.instant();
        DeadLetterStore.Buried message = read(record);
        LOG.warnf("A message of %s was given up: %s", message.topic(), message.cause());
        return Persistently.attempt(() -> letters.keep(message, now), Throwable.class);
    }

    /** A record without headers was put there by hand: it is shown as it is. */
    static DeadLetterStore.Buried read(ConsumerRecord<String, String> record) {
        String topic = header(record, DeadLetters.TOPIC_HEADER).orElse(record.topic());
        String position = header(record, DeadLetters.POSITION_HEADER)
                .map(source -> topic + "/" + source)
                .orElseGet(() -> "%s/%d@%d".formatted(record.topic(), record.partition(), record.offset()));
        String cause = header(record, DeadLetters.CAUSE_HEADER).orElse("its cause was not recorded");
        return new DeadLetterStore.Buried(topic, record.key(), record.value(), cause, position);
    }

    private static Optional<String> header(ConsumerRecord<String, String> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}

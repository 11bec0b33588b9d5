package io.reelmill.messaging.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps messages that could not be understood, with the cause in headers, so that they stop nothing and are not lost. */
@ApplicationScoped
public class DeadLetters {

    /** Header: the topic the message came from. */
    public static final String TOPIC_HEADER = "reelmill-topic";
    /** Header: partition and offset it had, so that a message kept by several readers is known to be one. */
    public static final String POSITION_HEADER = "reelmill-position";
    /** Header: why it could not be understood. */
    public static final String CAUSE_HEADER = "reelmill-cause";

    private final MutinyEmitter<String> emitter;
    private final MeterRegistry metrics;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<String> emitter, MeterRegistry metrics) {
        this.emitter = emitter;
        this.metrics = metrics;
    }

    /**
     * Keeps a message as it was read, a missing value included; a value that is too large to be sent on is left out, and the
     * cause says so. Done when the broker has stored it.
     */
    public Uni<Void> keep(ConsumerRecord<String, String> message, String cause) {
        return keep(message, message.value(), cause)
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(tooLarge ->
                        keep(message, null, cause + " (its value is not kept: " + tooLarge.getMessage() + ")"));
    }

    private Uni<Void> keep(ConsumerRecord<String, String> message, String value, String cause) {
        RecordHeaders headers = headers(message.topic(), cause);
        headers.add(POSITION_HEADER, bytes(message.partition() + "@" + message.offset()));
        return send(message.topic(), message.key(), value, headers);
    }

    /** Keeps of a message that was never in its topic the key and the cause. Done when the broker has stored them. */
    public Uni<Void> keep(String topic, String key, String cause) {
        return send(topic, key, null, headers(topic, cause));
    }

    private static RecordHeaders headers(String topic, String cause) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TOPIC_HEADER, bytes(topic));
        headers.add(CAUSE_HEADER, bytes(String.valueOf(cause)));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Uni<Void> send(String topic, String key, String value, RecordHeaders headers) {
        return emitter.sendMessage(Message.of(value)
                        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(key)
                                .withHeaders(headers)
                                .build()))
                .invoke(() ->
                        metrics.counter(Telemetry.DEAD_LETTERS, "topic", topic).increment());
    }
}

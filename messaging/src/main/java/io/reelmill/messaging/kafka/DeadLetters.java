package io.reelmill.messaging.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /** Keeps a message as it was read, a missing value included. Done when the broker has stored it. */
    public Uni<Void> keep(ConsumerRecord<String, String> message, String cause) {
        RecordHeaders headers = headers(message.topic(), cause);
        headers.add(POSITION_HEADER, bytes(message.partition() + "@" + message.offset()));
        return keep(message.topic(), message.key(), message.value(), headers);
    }

    /** Done when the broker has stored the message. */
    public Uni<Void> keep(String topic, String key, String value, String cause) {
        return keep(topic, key, value, headers(topic, cause));
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

    private Uni<Void> keep(String topic, String key, String value, RecordHeaders headers) {
        metrics.counter(Telemetry.DEAD_LETTERS, "topic", topic).increment();
        return emitter.sendMessage(Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }
}

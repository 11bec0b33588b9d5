package io.reelmill.messaging.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps messages that could not be understood, with the cause in headers, so that they stop nothing and are not lost. */
@ApplicationScoped
public class DeadLetters {

    /** Header: the topic the message came from. */
    public static final String TOPIC_HEADER = "reelmill-topic";
    /** Header: why it could not be understood. */
    public static final String CAUSE_HEADER = "reelmill-cause";

    private final MutinyEmitter<String> emitter;
    private final MeterRegistry metrics;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<String> emitter, MeterRegistry metrics) {
        this.emitter = emitter;
        this.metrics = metrics;
    }

    /** Done when the broker has stored the message. */
    public Uni<Void> keep(String topic, String key, String value, String cause) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TOPIC_HEADER, topic.getBytes(StandardCharsets.UTF_8));
        headers.add(CAUSE_HEADER, String.valueOf(cause).getBytes(StandardCharsets.UTF_8));
        metrics.counter(Telemetry.DEAD_LETTERS, "topic", topic).increment();
        return emitter.sendMessage(Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }
}

package io.reelmill.gateway.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Hands messages to Kafka and waits for the broker. */
@ApplicationScoped
class OutboxPublisher {

    private static final int BUFFER = 1024;

    private final MutinyEmitter<String> emitter;

    OutboxPublisher(
            @Channel("outbox") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<String> emitter) {
        this.emitter = emitter;
    }

    /** What became of a message; the failure is null when the broker has stored it. */
    record Result(long id, Throwable failure) {}

    /** Done when the fate of each message is known; never fails. Messages of the same topic and key stay in order. */
    Uni<List<Result>> publish(List<OutboxMessage> messages) {
        return Uni.join().all(messages.stream().map(this::publish).toList()).andFailFast();
    }

    private Uni<Result> publish(OutboxMessage message) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(message.topic())
                .withKey(message.key())
                .build();
        return emitter.sendMessage(Message.of(message.payload()).addMetadata(metadata))
                .map(ignored -> new Result(message.id(), null))
                .onFailure()
                .recoverWithItem(failure -> new Result(message.id(), failure));
    }
}

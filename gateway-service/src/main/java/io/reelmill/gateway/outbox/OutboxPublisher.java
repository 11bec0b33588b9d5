package io.reelmill.gateway.outbox;

import io.reelmill.messaging.kafka.Hopeless;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
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

    /** What became of a message that was tried; the failure is null when the broker has stored it. */
    record Result(long id, Throwable failure) {
        /** Whether the broker will never take it. */
        boolean undeliverable() {
            return Hopeless.is(failure);
        }

        /** Whether it need not be tried again. */
        boolean settled() {
            return failure == null || undeliverable();
        }
    }

    /**
     * Done when the fate of each message is known; never fails. Messages of the same topic and key stay in order. The
     * first one goes alone: while the broker is away the others are not tried, since each would wait for it in turn. A
     * message that the broker will never take holds up none of the others.
     */
    Uni<List<Result>> publish(List<OutboxMessage> messages) {
        return publish(messages.get(0))
                .flatMap(first -> first.settled()
                        ? publishAll(messages.subList(1, messages.size()), first)
                        : Uni.createFrom().item(List.of(first)));
    }

    private Uni<List<Result>> publishAll(List<OutboxMessage> messages, Result first) {
        return Uni.join()
                .all(Stream.concat(
                                Stream.of(Uni.createFrom().item(first)),
                                messages.stream().map(this::publish))
                        .toList())
                .andFailFast();
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

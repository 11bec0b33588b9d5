package io.reelmill.messaging.kafka;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes what workers report, keyed by job so that the events of one job stay in order. */
@ApplicationScoped
public class EventPublisher {

    private final MutinyEmitter<Record<String, String>> emitter;

    EventPublisher(@Channel("task-events") MutinyEmitter<Record<String, String>> emitter) {
        this.emitter = emitter;
    }

    /** Done when the broker has stored the event; fails when it could not within the producer's delivery timeout. */
    public Uni<Void> publish(TaskEvent event) {
        return emitter.send(Record.of(event.task().jobId(), Messages.write(event)));
    }
}

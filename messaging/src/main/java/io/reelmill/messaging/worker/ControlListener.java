package io.reelmill.messaging.worker;

import io.reelmill.common.Topics;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Messages;
import io.reelmill.messaging.kafka.Brokers;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.KafkaConfig;
import io.reelmill.messaging.kafka.Persistently;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Hears what every worker must hear. Belongs to no group: each worker reads the whole topic from when it started. */
@ApplicationScoped
class ControlListener {

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);
    private static final Duration POLL = Duration.ofMillis(500);

    /** In first pauses. */
    private static final int LONGEST_PAUSE = 32;

    private final RunningTasks tasks;
    private final DeadLetters deadLetters;
    private final KafkaConfig kafka;
    private final Brokers brokers;
    private long next;
    private volatile boolean stopping;

    ControlListener(RunningTasks tasks, DeadLetters deadLetters, KafkaConfig kafka, Brokers brokers) {
        this.tasks = tasks;
        this.deadLetters = deadLetters;
        this.kafka = kafka;
        this.brokers = brokers;
    }

    /** Finds the end of the topic; what is said from here on is heard. */
    void attach() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            next = consumer.endOffsets(List.of(CONTROL)).get(CONTROL);
        }
    }

    /** Listens until {@link #stop}, whatever happens. */
    void listen() throws InterruptedException {
        while (!stopping) {
            try (KafkaConsumer<String, String> consumer = consumer()) {
                consumer.assign(List.of(CONTROL));
                consumer.seek(CONTROL, next);
                while (!stopping) {
                    consumer.poll(POLL).forEach(this::hear);
                }
            } catch (InterruptException e) {
                throw new InterruptedException(e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "Listening to %s failed and is begun anew at %d", Topics.CONTROL, next);
                Thread.sleep(kafka.retryInterval().toMillis());
            }
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                brokers.client(Map.of("enable.auto.commit", "false")),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private void hear(ConsumerRecord<String, String> message) {
        next = message.offset() + 1;
        try {
            tasks.obey(Messages.read(message.value(), Control.class));
        } catch (Messages.UndecodableMessageException e) {
            LOG.errorf("Undecodable at %s@%d: %s", message.topic(), message.offset(), e.getMessage());
            bury(message, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "What %s@%d asks for failed", message.topic(), message.offset());
        }
    }

    /** Tries until it works, beside what is heard meanwhile. */
    private void bury(ConsumerRecord<String, String> message, String cause) {
        Duration rest = kafka.retryInterval();
        Persistently.attempt(
                        () -> deadLetters.keep(message, cause), Throwable.class, rest, rest.multipliedBy(LONGEST_PAUSE))
                .subscribe()
                .with(kept -> LOG.debug("Kept as a dead letter"));
    }

    /** Ends listening within half a second. */
    void stop() {
        stopping = true;
    }
}

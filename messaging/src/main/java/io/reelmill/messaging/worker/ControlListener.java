package io.reelmill.messaging.worker;

import io.reelmill.common.Topics;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Hears what every worker must hear. Belongs to no group: each worker reads the whole topic from when it started. */
@ApplicationScoped
class ControlListener {

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);

    private final RunningTasks tasks;
    private final String bootstrapServers;
    private volatile KafkaConsumer<String, String> consumer;

    ControlListener(RunningTasks tasks, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.tasks = tasks;
        this.bootstrapServers = bootstrapServers;
    }

    /** Finds the end of the topic; what is said from here on is heard. */
    void attach() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(CONTROL));
        consumer.seekToEnd(List.of(CONTROL));
        consumer.position(CONTROL);
    }

    /** Listens until {@link #stop}. */
    void listen() {
        try (KafkaConsumer<String, String> attached = consumer) {
            while (true) {
                attached.poll(Duration.ofSeconds(1)).forEach(this::hear);
            }
        } catch (WakeupException e) {
            LOG.debug("No longer listening");
        }
    }

    private void hear(ConsumerRecord<String, String> message) {
        try {
            tasks.obey(Messages.read(message.value(), Control.class));
        } catch (Messages.UndecodableMessageException e) {
            LOG.warnf("Ignored on %s: %s", Topics.CONTROL, e.getMessage());
        }
    }

    void stop() {
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}

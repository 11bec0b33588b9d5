package io.reelmill.messaging.worker;

import static org.awaitility.Awaitility.await;

import io.reelmill.common.Topics;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.kafka.Brokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to topics and finds what is in them. */
final class TestingTopics implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Brokers brokers;
    private final KafkaProducer<String, String> producer;

    TestingTopics(Brokers brokers) {
        this.brokers = brokers;
        this.producer = new KafkaProducer<>(brokers.client(Map.of()), new StringSerializer(), new StringSerializer());
    }

    void send(WorkItem item) throws Exception {
        send(item.queue().topic(), item.jobId(), Messages.write(item));
    }

    void send(String topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    /** The event that a worker reports about a task. */
    TaskEvent event(WorkItem item) {
        Predicate<TaskEvent> wanted = event ->
                event.task().taskId().equals(item.taskId()) && event.task().attempt() == item.attempt();
        ConsumerRecord<String, String> message = find(
                Topics.EVENTS,
                m -> item.jobId().equals(m.key()) && wanted.test(Messages.read(m.value(), TaskEvent.class)));
        return Messages.read(message.value(), TaskEvent.class);
    }

    ConsumerRecord<String, String> letter(Predicate<ConsumerRecord<String, String>> wanted) {
        return find(Topics.DEAD_LETTERS, wanted);
    }

    private ConsumerRecord<String, String> find(String topic, Predicate<ConsumerRecord<String, String>> wanted) {
        Map<String, Object> settings =
                brokers.client(Map.of("group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest"));
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            AtomicReference<ConsumerRecord<String, String>> found = new AtomicReference<>();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(300))) {
                    if (wanted.test(message)) {
                        found.set(message);
                    }
                }
                return found.get() != null;
            });
            return found.get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.reelmill.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.reelmill.common.Topics;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes what workers would, and reads what the gateway published. */
public final class TestingKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final KafkaProducer<String, String> producer;

    public TestingKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    public void report(TaskEvent event) {
        publish(Topics.EVENTS, event.task().jobId(), Messages.write(event));
    }

    /** Returns when the broker has it. */
    public void publish(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first such record of the topic, from its beginning. */
    public ConsumerRecord<String, String> read(String topic, Predicate<ConsumerRecord<String, String>> wanted) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            Instant end = Instant.now().plus(PATIENCE);
            List<TopicPartition> partitions = await().atMost(PATIENCE)
                    .pollInSameThread()
                    .until(() -> partitions(consumer, topic), there -> !there.isEmpty());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        return record;
                    }
                }
            }
            throw new AssertionError("no such record on " + topic);
        }
    }

    /** Of the topic; none while the gateway, which has just started, has not made it yet. */
    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Values of all records of a key, in order, up to the first one with the given value. */
    public List<String> values(String topic, String key, String last) {
        List<String> values = new ArrayList<>();
        read(topic, record -> {
            if (key.equals(record.key())) {
                values.add(record.value());
            }
            return key.equals(record.key()) && last.equals(record.value());
        });
        return values;
    }

    @Override
    public void close() {
        producer.close();
    }
}

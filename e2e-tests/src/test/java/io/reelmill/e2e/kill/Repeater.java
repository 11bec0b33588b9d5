package io.reelmill.e2e.kill;

import io.reelmill.common.Topics;
import io.reelmill.common.job.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says again what was said on the topics of work, events and control. */
final class Repeater implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;

    Repeater(String bootstrapServers) {
        Map<String, Object> servers = Map.of("bootstrap.servers", bootstrapServers);
        consumer = new KafkaConsumer<>(servers, new StringDeserializer(), new StringDeserializer());
        producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
    }

    /** Every record so far, the last first, and returns when the broker has them. */
    void repeatBackwards() throws ExecutionException, InterruptedException {
        List<ConsumerRecord<String, String>> all = read();
        Collections.reverse(all);
        for (ConsumerRecord<String, String> message : all) {
            producer.send(new ProducerRecord<>(message.topic(), message.key(), message.value()))
                    .get();
        }
    }

    private List<ConsumerRecord<String, String>> read() {
        List<TopicPartition> partitions = Stream.concat(
                        Stream.of(Topics.EVENTS, Topics.CONTROL),
                        Stream.of(WorkQueue.values()).map(WorkQueue::topic))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(Repeater::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            consumer.poll(POLL).forEach(all::add);
        }
        return all;
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}

package io.reelmill.messaging.queue;

import static org.awaitility.Awaitility.await;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.KafkaConfig;
import io.reelmill.messaging.kafka.TestingKafkaConfig;
import io.reelmill.messaging.kafka.TestingProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills queues on a real broker, and looks at them. */
final class TestingQueue implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String brokers;
    private final KafkaProducer<String, String> producer;
    private final Admin admin;

    TestingQueue(String brokers) {
        this.brokers = brokers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    void provision(Duration lock, WorkQueue... queues) throws Exception {
        KafkaConfig config = new TestingKafkaConfig(lock);
        TestingProvisioner.of(config, brokers).ensure(List.of(queues));
        for (WorkQueue queue : queues) {
            // The broker's answer may come before its own metadata has followed.
            await().atMost(PATIENCE).until(() -> TestingProvisioner.of(config, brokers)
                    .recordLock(queue)
                    .equals(lock));
        }
    }

    void send(WorkQueue queue, String... messages) throws Exception {
        for (String message : messages) {
            producer.send(new ProducerRecord<>(queue.topic(), message)).get();
        }
    }

    /** Records that nobody has acknowledged yet; empty before anybody looked for any. */
    long unacknowledged(WorkQueue queue) throws Exception {
        return admin
                .listShareGroupOffsets(Map.of(queue.group(), new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(queue.group())
                .get()
                .values()
                .stream()
                .map(SharePartitionOffsetInfo::lag)
                .mapToLong(lag -> lag.orElse(0L))
                .sum();
    }

    /** Ids of the members of the queue's group. */
    Set<String> members(WorkQueue queue) throws Exception {
        return admin.describeShareGroups(List.of(queue.group())).all().get().get(queue.group()).members().stream()
                .map(m -> m.consumerId())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}

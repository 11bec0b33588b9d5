package io.reelmill.messaging.queue;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.Brokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** One member of a queue's share group, which holds at most one record. Not thread-safe. */
final class QueueConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

    private final KafkaShareConsumer<String, String> consumer;

    QueueConsumer(Brokers brokers, WorkQueue queue, Duration maxPollInterval) {
        this.consumer = new KafkaShareConsumer<>(
                brokers.client(Map.of(
                        "group.id",
                        queue.group(),
                        "share.acknowledgement.mode",
                        "explicit",
                        "share.acquire.mode",
                        "record_limit",
                        "max.poll.records",
                        1,
                        "max.poll.interval.ms",
                        (int) maxPollInterval.toMillis())),
                new StringDeserializer(),
                new StringDeserializer());
        this.consumer.subscribe(List.of(queue.topic()));
    }

    /**
     * A record, or null when none came in time. From the first call on the client goes on fetching behind the scenes until
     * it has a record: whoever asked once must keep asking.
     */
    ConsumerRecord<String, String> poll(Duration time) {
        for (ConsumerRecord<String, String> message : consumer.poll(time)) {
            return message;
        }
        return null;
    }

    /** Everything the record asked for has been done. */
    void accept(ConsumerRecord<String, String> message) {
        acknowledge(message, AcknowledgeType.ACCEPT);
    }

    /** Gives the record back, for another consumer. */
    void release(ConsumerRecord<String, String> message) {
        acknowledge(message, AcknowledgeType.RELEASE);
    }

    private void acknowledge(ConsumerRecord<String, String> message, AcknowledgeType type) {
        consumer.acknowledge(message, type);
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(
                        // The lock was lost meanwhile, as by a restarted broker; the claim keeps the repeat harmless.
                        e -> LOG.warnf("Not acknowledged on %s, it will come back: %s", partition, e.getMessage())));
    }

    @Override
    public void close() {
        consumer.close();
    }
}

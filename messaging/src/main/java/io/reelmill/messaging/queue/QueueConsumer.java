package io.reelmill.messaging.queue;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.Brokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** One member of a queue's share group, which holds at most one record. Not thread-safe. */
final class QueueConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

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

    /** Holds the record for the whole time again; throws a {@link Hold.LostException} unless the broker says that it does. */
    void renew(ConsumerRecord<String, String> message) {
        consumer.acknowledge(message, AcknowledgeType.RENEW);
        consumer.commitSync().values().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(e -> {
                    throw new Hold.LostException(at(message) + " is not held any more: " + e.getMessage(), e);
                });
        // The client counts the record as held again once it has handed it out again; it asks for no other before.
        long start = System.nanoTime();
        while (System.nanoTime() - start < RENEWAL.toNanos()) {
            ConsumerRecord<String, String> again = poll(POLL);
            if (again != null && again.offset() == message.offset()) {
                return;
            }
        }
        throw new Hold.LostException(at(message) + " was renewed and not handed out again", null);
    }

    private static String at(ConsumerRecord<String, String> message) {
        return "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset());
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

package io.reelmill.messaging.worker;

import io.reelmill.common.job.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * One member of a queue's share group on a thread of its own. It holds at most one record, for as long as the record's
 * task takes, and acknowledges it last.
 */
final class QueueConsumer implements Runnable {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaShareConsumer<String, String> consumer;
    private final Handler handler;
    private volatile boolean stopping;

    /** Does what a record asks for. */
    interface Handler {
        void handle(ConsumerRecord<String, String> message) throws InterruptedException;
    }

    /**
     * @param bootstrapServers brokers
     * @param queue the queue to read
     * @param maxPollInterval longer than any task, or the group would throw this member out in mid-encode
     * @param handler does what a record asks for
     */
    QueueConsumer(String bootstrapServers, WorkQueue queue, Duration maxPollInterval, Handler handler) {
        this.handler = handler;
        this.consumer = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        queue.group(),
                        "share.acknowledgement.mode",
                        "explicit",
                        "share.acquire.mode",
                        "record_limit",
                        "max.poll.records",
                        1,
                        "max.poll.interval.ms",
                        (int) maxPollInterval.toMillis()),
                new StringDeserializer(),
                new StringDeserializer());
        this.consumer.subscribe(List.of(queue.topic()));
    }

    @Override
    public void run() {
        try (consumer) {
            while (!stopping) {
                for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                    take(message);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Woken to stop");
        } catch (InterruptedException e) {
            // The record stays unacknowledged: closing the connection gives it back.
            LOG.debug("Stopped with a record in hand");
        }
    }

    private void take(ConsumerRecord<String, String> message) throws InterruptedException {
        handler.handle(message);
        consumer.acknowledge(message, AcknowledgeType.ACCEPT);
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(
                        // The lock was lost meanwhile, as by a restarted broker; the claim keeps the repeat harmless.
                        e -> LOG.warnf("Not acknowledged on %s, it will come back: %s", partition, e.getMessage())));
    }

    /** Takes no further record. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }
}

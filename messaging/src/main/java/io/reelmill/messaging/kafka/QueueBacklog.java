package io.reelmill.messaging.kafka;

import io.reelmill.common.job.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;

/** How much of the work queues nobody has finished with. Blocks. */
@ApplicationScoped
public class QueueBacklog {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Brokers brokers;

    QueueBacklog(Brokers brokers) {
        this.brokers = brokers;
    }

    /**
     * Records per queue that no worker has acknowledged: zero means that nothing of the queue waits or is worked at. A queue
     * that nobody ever read is missing.
     *
     * @throws IllegalStateException when the broker does not answer within five seconds
     */
    public Map<WorkQueue, Long> unread() {
        Map<String, ListShareGroupOffsetsSpec> groups = Stream.of(WorkQueue.values())
                .collect(Collectors.toMap(WorkQueue::group, queue -> new ListShareGroupOffsetsSpec()
                        .topicPartitions(List.of(partition(queue)))));
        try (Admin admin = Admins.create(brokers, PATIENCE)) {
            var offsets = admin.listShareGroupOffsets(groups).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<WorkQueue, Long> unread = new EnumMap<>(WorkQueue.class);
            for (WorkQueue queue : WorkQueue.values()) {
                Optional.ofNullable(offsets.get(queue.group()).get(partition(queue)))
                        .flatMap(SharePartitionOffsetInfo::lag)
                        .ifPresent(lag -> unread.put(queue, lag));
            }
            return unread;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues cannot be asked: " + e.getMessage(), e);
        }
    }

    /** A queue has one partition. */
    private static TopicPartition partition(WorkQueue queue) {
        return new TopicPartition(queue.topic(), 0);
    }
}

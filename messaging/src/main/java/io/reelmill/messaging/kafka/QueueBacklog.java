package io.reelmill.messaging.kafka;

import io.reelmill.common.job.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much of the work queues nobody has finished with. Blocks. */
@ApplicationScoped
public class QueueBacklog {

    private static final int TIMEOUT_SECONDS = 5;

    private final String bootstrapServers;

    QueueBacklog(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Records per queue from the oldest one on that no worker has acknowledged: zero means that nothing of the queue is
     * waiting or being worked at. A queue that nobody ever read is missing.
     *
     * @throws IllegalStateException when the broker does not answer within ten seconds
     */
    public Map<WorkQueue, Long> unread() {
        try (Admin admin = admin()) {
            Map<TopicPartition, Long> starts = starts(admin);
            var ends = admin.listOffsets(starts.keySet().stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<WorkQueue, Long> unread = new EnumMap<>(WorkQueue.class);
            for (WorkQueue queue : WorkQueue.values()) {
                TopicPartition partition = partition(queue);
                if (starts.containsKey(partition)) {
                    unread.put(queue, ends.get(partition).offset() - starts.get(partition));
                }
            }
            return unread;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues cannot be asked: " + e.getMessage(), e);
        }
    }

    private static Map<TopicPartition, Long> starts(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, ListShareGroupOffsetsSpec> groups = Stream.of(WorkQueue.values())
                .collect(Collectors.toMap(WorkQueue::group, queue -> new ListShareGroupOffsetsSpec()
                        .topicPartitions(List.of(partition(queue)))));
        return admin.listShareGroupOffsets(groups).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(partitions -> partitions.entrySet().stream())
                .filter(entry -> entry.getValue() != null && entry.getValue().startOffset() >= 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().startOffset()));
    }

    /** A queue has one partition. */
    private static TopicPartition partition(WorkQueue queue) {
        return new TopicPartition(queue.topic(), 0);
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS) / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)));
    }
}

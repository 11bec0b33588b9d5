package io.reelmill.messaging.kafka;

import io.reelmill.common.Topics;
import io.reelmill.common.job.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics and share groups as they must be. Idempotent; blocks. A queue has one partition: each member of its
 * share group is then assigned all of it, and no worker can wait behind a record that another could take.
 */
@ApplicationScoped
public class TopicProvisioner {

    /** Group setting: how long a record stays locked for the worker that acquired it. */
    public static final String RECORD_LOCK = "share.record.lock.duration.ms";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Partitions of the event topic: bounds how many gateways can handle events at once. */
    private static final int EVENT_PARTITIONS = 6;

    private final KafkaConfig config;
    private final Brokers brokers;

    TopicProvisioner(KafkaConfig config, Brokers brokers) {
        this.config = config;
        this.brokers = brokers;
    }

    /**
     * Creates what is missing and sets the groups of the given queues.
     *
     * @throws ExecutionException when the broker refuses or does not answer
     */
    public void ensure(Collection<WorkQueue> queues) throws ExecutionException, InterruptedException {
        try (Admin admin = Admins.create(brokers, PATIENCE)) {
            createTopics(admin);
            configureGroups(admin, queues);
        }
    }

    /** How long the broker holds a record of the queue for a worker, as the group is configured now. */
    public Duration recordLock(WorkQueue queue) throws ExecutionException, InterruptedException {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, queue.group());
        try (Admin admin = Admins.create(brokers, PATIENCE)) {
            ConfigEntry entry =
                    admin.describeConfigs(List.of(group)).all().get().get(group).get(RECORD_LOCK);
            return Duration.ofMillis(Long.parseLong(entry.value()));
        }
    }

    private void createTopics(Admin admin) throws ExecutionException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        Arrays.stream(WorkQueue.values()).forEach(q -> topics.add(topic(q.topic(), 1)));
        topics.add(topic(Topics.EVENTS, EVENT_PARTITIONS));
        Stream.of(Topics.CONTROL, Topics.DEAD_LETTERS).forEach(t -> topics.add(topic(t, 1)));
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic topic(String name, int partitions) {
        Optional<Short> replicas = config.replicationFactor().isPresent()
                ? Optional.of((short) config.replicationFactor().getAsInt())
                : Optional.empty();
        return new NewTopic(name, Optional.of(partitions), replicas)
                .configs(Map.of("max.message.bytes", String.valueOf(config.maxMessageBytes())));
    }

    private void configureGroups(Admin admin, Collection<WorkQueue> queues)
            throws ExecutionException, InterruptedException {
        List<AlterConfigOp> settings = List.of(
                set("share.auto.offset.reset", "earliest"),
                set(RECORD_LOCK, String.valueOf(config.recordLock().toMillis())),
                set("share.delivery.count.limit", String.valueOf(config.deliveryLimit())));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        queues.forEach(q -> changes.put(new ConfigResource(ConfigResource.Type.GROUP, q.group()), settings));
        admin.incrementalAlterConfigs(changes, new AlterConfigsOptions()).all().get();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}

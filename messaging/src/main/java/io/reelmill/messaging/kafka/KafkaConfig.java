package io.reelmill.messaging.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How topics and share groups are made. */
@ConfigMapping(prefix = "reelmill.kafka")
public interface KafkaConfig {

    /** Replicas of each topic; the broker's default when absent. */
    OptionalInt replicationFactor();

    /** How long the broker holds a record for a worker; longer than the longest task, at most the broker's maximum. */
    @WithDefault("1h")
    Duration recordLock();

    /** Deliveries after which the broker drops a record, at most its {@code group.share.max.delivery.count.limit}; being offered to a worker without a free slot uses one up. */
    @WithDefault("10")
    int deliveryLimit();

    /** Largest message in bytes; plans of long films with many renditions are the largest. */
    @WithDefault("8388608")
    int maxMessageBytes();

    /** Time between attempts to reach a broker that does not answer. */
    @WithDefault("1s")
    Duration retryInterval();
}

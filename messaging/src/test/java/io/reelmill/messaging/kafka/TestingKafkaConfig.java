package io.reelmill.messaging.kafka;

import java.time.Duration;
import java.util.OptionalInt;

/** The defaults, with another lock. */
public record TestingKafkaConfig(Duration recordLock) implements KafkaConfig {

    @Override
    public OptionalInt replicationFactor() {
        return OptionalInt.empty();
    }

    @Override
    public int deliveryLimit() {
        return 10;
    }

    @Override
    public int maxMessageBytes() {
        return 8 << 20;
    }

    @Override
    public Duration retryInterval() {
        return Duration.ofSeconds(1);
    }
}

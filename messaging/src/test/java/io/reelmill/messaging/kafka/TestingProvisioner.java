package io.reelmill.messaging.kafka;

/** Opens {@link TopicProvisioner} to tests of other packages. */
public final class TestingProvisioner {

    private TestingProvisioner() {}

    public static TopicProvisioner of(KafkaConfig config, String bootstrapServers) {
        return new TopicProvisioner(config, TestingBrokers.at(bootstrapServers));
    }
}

package io.reelmill.messaging.kafka;

import java.util.Map;

/** Brokers that let everybody in. */
public final class TestingBrokers {

    private TestingBrokers() {}

    public static Brokers at(String servers) {
        return new Brokers(servers, Map.of());
    }
}

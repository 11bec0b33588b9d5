package io.reelmill.messaging.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Clients for questions about topics and groups. */
final class Admins {

    private Admins() {}

    /** @param patience how long a question may take altogether; each try may take half of it */
    static Admin create(Brokers brokers, Duration patience) {
        return Admin.create(brokers.client(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis() / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis())));
    }
}

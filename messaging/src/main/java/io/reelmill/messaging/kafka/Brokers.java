package io.reelmill.messaging.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the brokers are reached, for every client that is made by hand: the same {@code kafka.*} keys as for all channels,
 * {@code kafka.bootstrap.servers}, {@code kafka.security.*}, {@code kafka.sasl.*} and {@code kafka.ssl.*}. Thread-safe.
 */
@ApplicationScoped
public class Brokers {

    /** What begins so concerns the connection; anything else is for one kind of client and not for the others. */
    private static final List<String> CONNECTION = List.of("security.", "sasl.", "ssl.");

    private final Map<String, Object> connection = new TreeMap<>();

    /**
     * @param servers addresses to begin with
     * @param settings of Kafka clients without their prefix; only those of the connection are used
     */
    public Brokers(
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
            @Identifier("default-kafka-broker") Map<String, Object> settings) {
        settings.forEach((key, value) -> {
            if (CONNECTION.stream().anyMatch(key::startsWith)) {
                connection.put(key, value);
            }
        });
        connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    }

    /** The configuration of a client: how it gets to the brokers, and what it is given of its own. */
    public Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(connection);
        all.putAll(own);
        return all;
    }
}

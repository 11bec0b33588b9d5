package io.reelmill.messaging.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** Kafka and Redis for real, which tests may stop, and a claim desk with the gateway's rules. */
public final class TestingServers implements QuarkusTestResourceLifecycleManager {

    /** In bytes. */
    static final int LARGEST_REPORT = 16 << 10;

    private LocalServers servers;
    private TestingClaimDesk desk;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("reelmill-worker");
            servers = LocalServers.start(directory, EnumSet.of(Server.KAFKA, Server.REDIS));
            desk = new TestingClaimDesk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> properties = new HashMap<>(servers.properties());
        properties.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
        properties.put("reelmill.worker.gateway", desk.address().toString());
        properties.put("quarkus.management.test-port", "0");
        // So that a producer gives a report up while the broker is away, as it would after two minutes.
        properties.put("mp.messaging.connector.smallrye-kafka.delivery.timeout.ms", "2000");
        properties.put("mp.messaging.connector.smallrye-kafka.request.timeout.ms", "1000");
        properties.put("mp.messaging.connector.smallrye-kafka.max.block.ms", "1000");
        properties.put("mp.messaging.outgoing.task-events.max.request.size", Integer.toString(LARGEST_REPORT));
        return properties;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, new TestInjector.MatchesType(LocalServers.class));
        injector.injectIntoFields(desk, new TestInjector.MatchesType(TestingClaimDesk.class));
    }

    @Override
    public void stop() {
        if (desk != null) {
            desk.close();
        }
        if (servers != null) {
            servers.close();
        }
    }
}

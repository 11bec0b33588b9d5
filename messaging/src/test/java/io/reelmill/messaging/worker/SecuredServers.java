package io.reelmill.messaging.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** A broker that lets nobody in who does not know how, and what else a worker needs. */
public final class SecuredServers implements QuarkusTestResourceLifecycleManager {

    private SecuredKafka kafka;
    private TestingClaimDesk desk;

    @Override
    public Map<String, String> start() {
        try {
            kafka = new SecuredKafka(Files.createTempDirectory("reelmill-secured"));
            desk = new TestingClaimDesk();
            Map<String, String> properties =
                    new HashMap<>(LocalServers.shared(Server.REDIS).properties());
            properties.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
            properties.put("reelmill.worker.gateway", desk.address().toString());
            properties.put("kafka.bootstrap.servers", kafka.servers());
            kafka.settings().forEach((key, value) -> properties.put("kafka." + key, value));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (desk != null) {
            desk.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}

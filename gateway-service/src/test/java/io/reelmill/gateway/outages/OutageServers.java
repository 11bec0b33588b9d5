package io.reelmill.gateway.outages;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** Servers of one's own, to be stopped and killed. PostgreSQL is not there when the gateway starts. */
public final class OutageServers implements QuarkusTestResourceLifecycleManager {

    static LocalServers servers;
    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("reelmill-outages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servers = LocalServers.start(directory, EnumSet.of(Server.KAFKA, Server.REDIS, Server.S3));
        Map<String, String> properties = new HashMap<>(servers.properties());
        properties.put("quarkus.http.test-port", "0");
        properties.put("quarkus.management.test-port", "0");
        // So that sending fails within an outage as short as those of tests.
        properties.put("mp.messaging.outgoing.outbox.delivery.timeout.ms", "2000");
        properties.put("mp.messaging.outgoing.outbox.request.timeout.ms", "1000");
        return properties;
    }

    @Override
    public void stop() {
        servers.close();
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

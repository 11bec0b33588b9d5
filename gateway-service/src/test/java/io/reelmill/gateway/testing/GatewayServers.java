package io.reelmill.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.util.HashMap;
import java.util.Map;

/** All four servers, shared by the tests of this JVM, and limits short enough to wait for. */
public final class GatewayServers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> properties =
                new HashMap<>(LocalServers.shared(Server.values()).properties());
        properties.put("quarkus.http.test-port", "0");
        properties.put("quarkus.management.test-port", "0");
        properties.put("reelmill.claims.silence", "3s");
        properties.put("reelmill.claims.restart-grace", "1s");
        return properties;
    }

    @Override
    public void stop() {}
}

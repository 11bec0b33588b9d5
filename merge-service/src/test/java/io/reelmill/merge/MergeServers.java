package io.reelmill.merge;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Kafka, Redis and S3 for real; in the gateway's place an endpoint that grants every claim. */
public final class MergeServers implements QuarkusTestResourceLifecycleManager {

    private HttpServer gateway;

    @Override
    public Map<String, String> start() {
        LocalServers servers = LocalServers.shared(Server.KAFKA, Server.REDIS, Server.S3);
        Map<String, String> properties = new HashMap<>(servers.properties());
        properties.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
        properties.put("reelmill.worker.gateway", "http://127.0.0.1:" + startGateway());
        properties.put("quarkus.management.port", "0");
        return properties;
    }

    private int startGateway() {
        try {
            gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gateway.createContext("/internal/v1/claims", exchange -> {
            byte[] granted = Messages.write(new Claim.Response(Claim.Verdict.RUN, "test"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, granted.length);
            exchange.getResponseBody().write(granted);
            exchange.close();
        });
        gateway.start();
        return gateway.getAddress().getPort();
    }

    @Override
    public void stop() {
        if (gateway != null) {
            gateway.stop(0);
        }
    }
}

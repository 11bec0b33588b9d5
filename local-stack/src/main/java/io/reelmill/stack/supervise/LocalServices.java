package io.reelmill.stack.supervise;

import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.ServerPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services of a stack as processes for tests that start, break and restart each by itself: what runs is what a stack
 * runs, but nobody supervises it.
 */
public final class LocalServices {

    private final StackHome home;
    private final StackOptions options;
    private final int gatewayPort;
    private final Map<String, ServiceInstance> instances = new LinkedHashMap<>();

    /** The services of a home, with ports of their own. */
    public LocalServices(StackHome home, StackOptions options, ServerPorts ports) {
        this.home = home;
        this.options = options;
        this.gatewayPort = ports.of("gateway");
        home.ensureInternalToken();
        for (ServiceKind kind : ServiceKind.values()) {
            int count = kind == ServiceKind.TRANSCODE ? options.workers() : 1;
            for (int number = 1; number <= count; number++) {
                int port = ports.of(kind.id() + "-" + number + ".management");
                ServiceInstance instance = new ServiceInstance(kind, number, port);
                instances.put(instance.id(), instance);
            }
        }
    }

    /** Their names, the gateway first: {@code gateway-1}, {@code transcode-2}. */
    public List<String> names() {
        return List.copyOf(instances.keySet());
    }

    /** Address of the HTTP API. */
    public String gatewayUrl() {
        return "http://" + Endpoints.HOST + ":" + gatewayPort;
    }

    /** Port of health and metrics, and of the gateway's internal requests. */
    public int managementPort(String name) {
        return instances.get(name).managementPort();
    }

    /** How a service is run that finds its servers at the given addresses. */
    public ProcessSpec spec(String name, Endpoints servers) {
        int internal = managementPort(ServiceKind.GATEWAY.id() + "-1");
        return new ServiceSpecs(home, options, servers, ClassArchives.none(), gatewayPort, internal)
                .of(instances.get(name), new MemoryShares(options.memoryBytes(), options.workers()));
    }

    /** Whether a service says of itself that it can be used. */
    public boolean ready(String name) {
        return Health.ready(managementPort(name));
    }
}

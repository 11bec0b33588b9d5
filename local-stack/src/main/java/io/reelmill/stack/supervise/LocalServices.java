package io.reelmill.stack.supervise;

import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.ServerPorts;
import java.util.ArrayList;
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
    private final List<Integer> gatewayPorts = new ArrayList<>();
    private final Map<String, ServiceInstance> instances = new LinkedHashMap<>();

    /**
     * The services of a home, with ports of their own.
     *
     * @param gateways number of gateways
     */
    public LocalServices(StackHome home, StackOptions options, int gateways, ServerPorts ports) {
        this.home = home;
        this.options = options;
        home.ensureInternalToken();
        for (ServiceKind kind : ServiceKind.values()) {
            int count = count(kind, gateways);
            for (int number = 1; number <= count; number++) {
                int port = ports.of(kind.id() + "-" + number + ".management");
                ServiceInstance instance = new ServiceInstance(kind, number, port);
                instances.put(instance.id(), instance);
                if (kind == ServiceKind.GATEWAY) {
                    gatewayPorts.add(ports.of(instance.id()));
                }
            }
        }
    }

    private int count(ServiceKind kind, int gateways) {
        return switch (kind) {
            case GATEWAY -> gateways;
            case TRANSCODE -> options.workers();
            default -> 1;
        };
    }

    /** Their names, the gateway first: {@code gateway-1}, {@code transcode-2}. */
    public List<String> names() {
        return List.copyOf(instances.keySet());
    }

    /** Ports of the HTTP API, one of each gateway. */
    public List<Integer> gatewayPorts() {
        return List.copyOf(gatewayPorts);
    }

    /** Ports for the internal requests of workers, one of each gateway. */
    public List<Integer> internalPorts() {
        return instances.values().stream()
                .filter(instance -> instance.kind() == ServiceKind.GATEWAY)
                .map(ServiceInstance::managementPort)
                .toList();
    }

    /** Port of health and metrics, and of the gateway's internal requests. */
    public int managementPort(String name) {
        return instances.get(name).managementPort();
    }

    /** How a service is run that finds its servers at the given addresses. */
    public ProcessSpec spec(String name, Endpoints servers) {
        ServiceInstance instance = instances.get(name);
        int gateway = instance.kind() == ServiceKind.GATEWAY ? instance.number() - 1 : 0;
        return new ServiceSpecs(
                        home,
                        options,
                        servers,
                        ClassArchives.none(),
                        gatewayPorts.get(gateway),
                        internalPorts().get(0))
                .of(instance, new MemoryShares(options.memoryBytes(), options.workers()));
    }

    /** Whether a service says of itself that it can be used. */
    public boolean ready(String name) {
        return Health.ready(managementPort(name));
    }
}

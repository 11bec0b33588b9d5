package io.reelmill.stack.supervise;

import io.reelmill.stack.process.Parallel;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.LocalServer;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.server.ServerSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** All processes of a stack: the servers, the services beside them, and as many transcode workers as are wanted. */
final class Supervisor {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ServerPorts ports;
    private final ClassArchives archives;
    private final ServiceSpecs specs;
    private final int gatewayPort;
    private final List<Supervised> servers = new ArrayList<>();
    private final List<Supervised> services = new ArrayList<>();
    private final List<Supervised> workers = new ArrayList<>();

    Supervisor(StackHome home, StackOptions options, ServerPorts ports) {
        this.ports = ports;
        this.archives = ClassArchives.in(options.classArchives());
        ServerSet set = ServerSet.in(home.root(), ports, archives);
        this.gatewayPort = ports.of("gateway");
        ServiceInstance gateway = instance(ServiceKind.GATEWAY, 1);
        this.specs = new ServiceSpecs(home, options, set.endpoints(), archives, gatewayPort, gateway.managementPort());
        for (Server server : Server.values()) {
            servers.add(supervised(server, set));
        }
        services.add(supervised(gateway));
        services.add(supervised(instance(ServiceKind.CHUNKER, 1)));
        services.add(supervised(instance(ServiceKind.MERGE, 1)));
        while (workers.size() < options.workers()) {
            addWorker();
        }
    }

    String gatewayUrl() {
        return "http://" + Endpoints.HOST + ":" + gatewayPort;
    }

    /** Starts everything at the same time: services wait for servers by themselves. */
    void start() {
        Parallel.forEach(all(), Supervised::start);
    }

    /** Whether everything can be used now. */
    boolean check() {
        boolean ready = true;
        for (Supervised process : all()) {
            ready &= process.check();
        }
        return ready;
    }

    /** Makes the number of transcode workers so; those taken away hand their work back first. */
    void scale(int wanted) {
        List<Supervised> added = new ArrayList<>();
        List<Supervised> removed = new ArrayList<>();
        synchronized (this) {
            while (workers.size() > wanted) {
                removed.add(workers.remove(workers.size() - 1));
            }
            while (workers.size() < wanted) {
                added.add(addWorker());
            }
        }
        Parallel.forEach(added, Supervised::start);
        Parallel.forEach(removed, Supervised::stop);
    }

    synchronized int workers() {
        return workers.size();
    }

    /** Ends everything: services first, so that they can still tell their servers. */
    void stop() {
        List<Supervised> clients = all();
        clients.removeAll(servers);
        Parallel.forEach(clients, Supervised::stop);
        Parallel.forEach(servers, Supervised::stop);
        timer.shutdownNow();
        all().stream().filter(Supervised::endedInOrder).forEach(process -> archives.settle(process.program()));
    }

    /** Servers, services, workers. */
    synchronized List<Supervised> all() {
        List<Supervised> all = new ArrayList<>(servers);
        all.addAll(services);
        all.addAll(workers);
        return all;
    }

    private Supervised addWorker() {
        Supervised worker = supervised(instance(ServiceKind.TRANSCODE, workers.size() + 1));
        workers.add(worker);
        return worker;
    }

    private ServiceInstance instance(ServiceKind kind, int number) {
        return new ServiceInstance(kind, number, ports.of(kind.id() + "-" + number + ".management"));
    }

    private Supervised supervised(ServiceInstance instance) {
        return new Supervised(
                instance.id(),
                Health.address(instance.managementPort()),
                () -> specs.of(instance),
                () -> Health.ready(instance.managementPort()),
                timer);
    }

    private Supervised supervised(Server server, ServerSet set) {
        LocalServer kind = set.get(server);
        return new Supervised(server.id(), set.endpoints().address(server), kind::prepare, kind::isReady, timer);
    }
}

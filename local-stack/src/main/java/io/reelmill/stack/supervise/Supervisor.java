package io.reelmill.stack.supervise;

import io.reelmill.stack.deaths.DeathReports;
import io.reelmill.stack.deaths.LastWords;
import io.reelmill.stack.memory.MemoryGroups;
import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.Parallel;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.LocalServer;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.server.ServerSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** All processes of a stack: the servers, the services beside them, and as many transcode workers as are wanted. */
final class Supervisor {

    private static final Duration WORKER_PATIENCE = Duration.ofSeconds(60);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final StackHome home;
    private final DeathReports deaths;
    private final WorkerMemory memory;
    private final ServerPorts ports;
    private final ClassArchives archives;
    private final ServiceSpecs specs;
    private final int gatewayPort;
    private final List<Supervised> servers = new ArrayList<>();
    private final List<Supervised> services = new ArrayList<>();
    private final List<Supervised> workers = new ArrayList<>();
    private final Object scaling = new Object();
    private boolean stopping;

    Supervisor(StackHome home, StackOptions options, ServerPorts ports) {
        this.home = home;
        this.ports = ports;
        MemoryShares shares = new MemoryShares(options.memoryBytes(), options.workers());
        this.memory = new WorkerMemory(MemoryGroups.open(home.memoryGroups()), shares, Clock.systemUTC());
        this.archives = ClassArchives.in(options.classArchives());
        ServerSet set = ServerSet.in(home.root(), ports, archives);
        this.gatewayPort = ports.of("gateway");
        ServiceInstance gateway = instance(ServiceKind.GATEWAY, 1);
        this.deaths = new DeathReports(Health.root(gateway.managementPort()), home.ensureInternalToken(), timer);
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
        memory.look();
        boolean ready = true;
        for (Supervised process : all()) {
            ready &= process.check();
        }
        return ready;
    }

    /**
     * Makes the number of transcode workers so, one call after the other, and divides the memory among them anew: those
     * that stay hand their work back as well, and go on with their new share. Returns when all are ready, and those taken
     * away have ended.
     */
    void scale(int wanted) {
        synchronized (scaling) {
            List<Supervised> added = new ArrayList<>();
            List<Supervised> removed = new ArrayList<>();
            List<Supervised> renewed = new ArrayList<>();
            synchronized (this) {
                if (stopping) {
                    throw new IllegalStateException("the stack is ending");
                }
                if (workers.size() == wanted) {
                    return;
                }
                memory.divide(wanted);
                while (workers.size() > wanted) {
                    removed.add(workers.remove(workers.size() - 1));
                }
                renewed.addAll(workers);
                while (workers.size() < wanted) {
                    added.add(addWorker());
                }
            }
            Parallel.forEach(removed, Supervised::stop);
            removed.forEach(worker -> memory.forget(worker.name()));
            Parallel.forEach(renewed, Supervised::renew);
            Parallel.forEach(added, Supervised::start);
            renewed.forEach(Supervisor::awaitReady);
            added.forEach(Supervisor::awaitReady);
        }
    }

    private static void awaitReady(Supervised worker) {
        if (!worker.awaitReady(WORKER_PATIENCE)) {
            throw new IllegalStateException("%s was not ready within %d s; see: reelmill logs %s"
                    .formatted(worker.name(), WORKER_PATIENCE.toSeconds(), worker.name()));
        }
    }

    /** Why workers are not held to their shares of the memory; null when they are. */
    String memoryProblem() {
        return memory.problem().orElse(null);
    }

    synchronized int workers() {
        return workers.size();
    }

    /** Ends everything: services first, so that they can still tell their servers. */
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        List<Supervised> clients = all();
        clients.removeAll(servers);
        Parallel.forEach(clients, Supervised::stop);
        Parallel.forEach(servers, Supervised::stop);
        timer.shutdownNow();
        memory.close();
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
                () -> prepare(instance),
                () -> Health.ready(instance.managementPort()),
                timer,
                (process, exitCode) -> ended(instance, process, exitCode),
                () -> memory.limit(instance));
    }

    private ProcessSpec prepare(ServiceInstance instance) {
        lastWords(instance).forget();
        ProcessSpec spec = specs.of(instance, memory.shares());
        return instance.kind() == ServiceKind.GATEWAY ? spec : memory.hold(instance, spec);
    }

    /** The gateway is no worker, and nobody is left to tell. */
    private void ended(ServiceInstance instance, ChildProcess process, int exitCode) {
        if (instance.kind() != ServiceKind.GATEWAY) {
            String incarnation = lastWords(instance).incarnation().orElse(null);
            deaths.report(memory.death(instance, process, exitCode, incarnation));
        }
    }

    private LastWords lastWords(ServiceInstance instance) {
        return new LastWords(home.terminationMessage(instance.id()));
    }

    private Supervised supervised(Server server, ServerSet set) {
        LocalServer kind = set.get(server);
        return new Supervised(
                server.id(),
                set.endpoints().address(server),
                kind::prepare,
                kind::isReady,
                timer,
                (process, exitCode) -> {},
                () -> 0);
    }
}

package io.reelmill.e2e.rig;

import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.Parallel;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.process.Readiness;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.server.ServerSet;
import io.reelmill.stack.supervise.LocalServices;
import io.reelmill.stack.supervise.StackHome;
import io.reelmill.stack.supervise.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The servers and services of one machine as a stack runs them, but with every process and every connection in the hands of
 * the caller. Services that end are started anew; servers stay as they are. Everything ends with this JVM.
 */
public final class Rig implements AutoCloseable {

    private static final Duration SERVER_LIMIT = Duration.ofSeconds(90);

    private final StackHome home;
    private final ServerSet servers;
    private final LocalServices specs;
    private final KafkaListeners listeners = new KafkaListeners();
    private final Links links = new Links();
    private final TcpProxy front;
    private final int frontPort;
    private final Map<Server, ChildProcess> running = new EnumMap<>(Server.class);
    private final Map<String, Service> services = new LinkedHashMap<>();

    /**
     * Lays everything out; nothing runs yet.
     *
     * @param home where all state is
     * @param repository directory of the built services
     * @param size how many of each
     * @param environment variables of every service besides those of a stack
     */
    public Rig(Path home, Path repository, Size size, Map<String, String> environment) {
        this(home, repository, size, environment, spec -> spec);
    }

    /**
     * How much there is of a system.
     *
     * @param gateways number of gateways; connections go to each of them in turn, and to one that lives
     * @param workers number of transcode workers
     * @param slots encodes that each runs at the same time
     */
    public record Size(int gateways, int workers, int slots) {

        /** With one gateway. */
        public Size(int workers, int slots) {
            this(1, workers, slots);
        }
    }

    /**
     * As above, with services that run in another way than those of a stack.
     *
     * @param around how a service is run, of how a stack would run it
     */
    public Rig(
            Path home, Path repository, Size size, Map<String, String> environment, UnaryOperator<ProcessSpec> around) {
        this.home = new StackHome(home);
        ServerPorts ports = new ServerPorts(this.home.root(), new FreePorts(RandomGenerator.getDefault()));
        this.servers = ServerSet.in(this.home.root(), ports, ClassArchives.none());
        this.specs = new LocalServices(
                this.home, new StackOptions(repository, size.workers(), size.slots()), size.gateways(), ports);
        this.frontPort = ports.of("front");
        this.front = front();
        for (String name : specs.names()) {
            Map<String, String> variables = new HashMap<>();
            Endpoints seen = seenBy(name, ports, variables);
            ProcessSpec spec = specs.spec(name, seen);
            Map<String, String> all = new HashMap<>(spec.environment());
            all.putAll(variables);
            all.putAll(environment);
            ProcessSpec whole = new ProcessSpec(
                    name, spec.command(), all, spec.directory(), spec.log(), spec.stopSignal(), spec.grace());
            services.put(name, new Service(around.apply(whole)));
        }
    }

    private TcpProxy front() {
        try {
            return new TcpProxy(frontPort, specs.gatewayPorts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts proxies before everything that a service connects to. */
    private Endpoints seenBy(String name, ServerPorts ports, Map<String, String> variables) {
        Endpoints real = servers.endpoints();
        int broker = ports.of(name + ".listener");
        int kafka = proxy(new Link(name, Server.KAFKA.id()), ports, List.of(broker));
        listeners.add(name, broker, kafka);
        int redis = proxy(new Link(name, Server.REDIS.id()), ports, List.of(real.redisPort()));
        int s3 = proxy(new Link(name, Server.S3.id()), ports, List.of(real.s3Port()));
        int postgres = real.postgresPort();
        if (name.startsWith(Link.GATEWAY)) {
            postgres = proxy(new Link(name, Server.POSTGRES.id()), ports, List.of(real.postgresPort()));
        } else {
            int claims = proxy(new Link(name, Link.GATEWAY), ports, specs.internalPorts());
            variables.put("REELMILL_WORKER_GATEWAY", "http://" + Endpoints.HOST + ":" + claims);
        }
        return new Endpoints(
                kafka, redis, postgres, s3, real.postgresPassword(), real.s3AccessKey(), real.s3SecretKey());
    }

    private int proxy(Link link, ServerPorts ports, List<Integer> targets) {
        int port = ports.of(link.service() + "." + link.target() + ".proxy");
        links.add(link, port, targets);
        return port;
    }

    /** Starts everything but the given servers, and returns when it has been started; see {@link #ready}. */
    public void start(Set<Server> absent) {
        Parallel.forEach(EnumSet.complementOf(copy(absent)), this::start);
        services.values().forEach(Service::start);
    }

    private static EnumSet<Server> copy(Set<Server> some) {
        EnumSet<Server> copy = EnumSet.noneOf(Server.class);
        copy.addAll(some);
        return copy;
    }

    /** Starts a server on its state and returns when it is ready; nothing happens when it runs. */
    public void start(Server server) {
        synchronized (running) {
            if (running.containsKey(server) && running.get(server).isAlive()) {
                return;
            }
        }
        ProcessSpec spec = servers.get(server).prepare();
        if (server == Server.KAFKA) {
            listeners.configure(spec);
        }
        ChildProcess process = ChildProcess.start(spec);
        synchronized (running) {
            running.put(server, process);
        }
        Readiness.await(process, servers.get(server)::isReady, SERVER_LIMIT);
    }

    /** Ends a server in order, or as a power cut would. */
    public void stop(Server server, boolean inOrder) {
        ChildProcess process;
        synchronized (running) {
            process = running.remove(server);
        }
        if (process != null && inOrder) {
            process.stop();
        } else if (process != null) {
            process.kill();
        }
    }

    /** Names of the services. */
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    /** Sends a signal to a service. */
    public void signal(String service, String signal) {
        services.get(service).signal(signal);
    }

    /** Process id of a service. */
    public long pid(String service) {
        return services.get(service).pid();
    }

    /** Whether everything can be used. */
    public boolean ready() {
        return services.entrySet().stream()
                .allMatch(service -> service.getValue().runs() && specs.ready(service.getKey()));
    }

    /** Services that cannot be used now. */
    public List<String> unready() {
        List<String> names = new ArrayList<>(services());
        names.removeIf(name -> services.get(name).runs() && specs.ready(name));
        return names;
    }

    /** Its connections. */
    public Links links() {
        return links;
    }

    /** Address of the HTTP API. */
    public String gatewayUrl() {
        return "http://" + Endpoints.HOST + ":" + frontPort;
    }

    /** Address of the first gateway's internal port. */
    public String internalUrl() {
        return "http://" + Endpoints.HOST + ":" + specs.internalPorts().get(0);
    }

    /** Where the servers really are. */
    public Endpoints endpoints() {
        return servers.endpoints();
    }

    /** Where things are. */
    public StackHome home() {
        return home;
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        services.values().forEach(Service::close);
        Parallel.forEach(EnumSet.allOf(Server.class), server -> stop(server, false));
        links.close();
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

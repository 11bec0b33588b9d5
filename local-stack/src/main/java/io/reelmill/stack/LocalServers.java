package io.reelmill.stack;

import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.Parallel;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.process.Readiness;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.LocalServer;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.server.ServerSet;
import io.reelmill.stack.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Real servers for tests: Kafka, Redis, PostgreSQL and S3, each a process of its own on a free port of 127.0.0.1, with all
 * state in one directory. They end with this JVM, however it ends. Thread-safe.
 *
 * <p>One set for all tests of a JVM, started when first asked for and removed when the JVM ends:
 *
 * <pre>{@code
 * LocalServers servers = LocalServers.shared(Server.KAFKA, Server.REDIS);
 * String bootstrap = servers.endpoints().kafkaBootstrapServers();
 * }</pre>
 *
 * <p>For {@code @QuarkusTest}, in the adapter that a module writes for itself:
 *
 * <pre>{@code
 * public final class Servers implements QuarkusTestResourceLifecycleManager {
 *     public Map<String, String> start() { return LocalServers.shared(Server.values()).properties(); }
 *     public void stop() {}
 * }
 * }</pre>
 *
 * <p>For tests that break things, a set of one's own: {@link #start(Path, Set)}, then {@link #stop(Server)},
 * {@link #kill(Server)}, {@link #start(Server)} (same port, same state) and {@link #close()}. A service started as a
 * process gets {@link #environment()}.
 */
public final class LocalServers implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final ServerSet set;
    private final Map<Server, ChildProcess> running = new ConcurrentHashMap<>();

    private LocalServers(ServerSet set) {
        this.set = set;
    }

    /**
     * The servers that all tests of this JVM share, with at least the given ones running and ready.
     *
     * @throws IllegalStateException when a server does not become ready; the message ends with its log
     */
    public static LocalServers shared(Server... wanted) {
        LocalServers shared = Shared.SERVERS;
        synchronized (shared) {
            Set<Server> missing = EnumSet.noneOf(Server.class);
            for (Server server : wanted) {
                if (!shared.isRunning(server)) {
                    missing.add(server);
                }
            }
            shared.startAll(missing);
        }
        return shared;
    }

    /**
     * Starts the given servers on the state of a directory, at the same time, and returns when all are ready.
     *
     * @param directory where all state is; created when it is not there, kept by {@link #close()}
     * @throws IllegalStateException when a server does not become ready; the message ends with its log
     */
    public static LocalServers start(Path directory, Set<Server> wanted) {
        ServerPorts ports = new ServerPorts(directory, new FreePorts(RandomGenerator.getDefault()));
        LocalServers servers = new LocalServers(ServerSet.in(directory, ports, ClassArchives.none()));
        try {
            servers.startAll(wanted);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** Where the servers are; those not started have their addresses as well. */
    public Endpoints endpoints() {
        return set.endpoints();
    }

    /** The environment variables that services read, for all four servers, database included. */
    public Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(endpoints().environment());
        all.putAll(endpoints().databaseEnvironment());
        return all;
    }

    /** The same as configuration properties, as a Quarkus test resource returns them. */
    public Map<String, String> properties() {
        return endpoints().properties();
    }

    /**
     * Starts a server, on the same port and state as before when it ran before, and returns when it is ready. Nothing
     * happens when it runs.
     *
     * @throws IllegalStateException when it does not become ready; the message ends with its log
     */
    public void start(Server server) {
        if (isRunning(server)) {
            return;
        }
        LocalServer kind = set.get(server);
        ProcessSpec spec = kind.prepare();
        ChildProcess process = ChildProcess.start(spec);
        running.put(server, process);
        Readiness.await(process, kind::isReady, READY_LIMIT);
    }

    /** Asks a server to end in order and returns when it has ended. */
    public void stop(Server server) {
        ChildProcess process = running.remove(server);
        if (process != null) {
            process.stop();
        }
    }

    /** Ends a server as a power cut would ({@code SIGKILL}). */
    public void kill(Server server) {
        ChildProcess process = running.remove(server);
        if (process != null) {
            process.kill();
        }
    }

    /** Whether a server's process runs. */
    public boolean isRunning(Server server) {
        ChildProcess process = running.get(server);
        return process != null && process.isAlive();
    }

    /**
     * Process id of a running server.
     *
     * @throws IllegalStateException when it does not run
     */
    public long pid(Server server) {
        ChildProcess process = running.get(server);
        if (process == null) {
            throw new IllegalStateException(server.id() + " is not running");
        }
        return process.pid();
    }

    /** Stops all servers; their state stays. */
    @Override
    public void close() {
        Parallel.forEach(EnumSet.allOf(Server.class), this::stop);
    }

    private void startAll(Set<Server> wanted) {
        Parallel.forEach(wanted, this::start);
    }

    /** Made when first asked for; the directory is removed when the JVM ends in order. */
    private static final class Shared {
        private static final LocalServers SERVERS = make();

        private static LocalServers make() {
            try {
                Path directory = Files.createTempDirectory("reelmill-servers");
                LocalServers servers = start(directory, EnumSet.noneOf(Server.class));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(servers, directory)));
                return servers;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(LocalServers servers, Path directory) {
            Parallel.forEach(EnumSet.allOf(Server.class), servers::kill);
            try {
                Trees.delete(directory);
            } catch (IOException e) {
                System.err.println("could not remove " + directory + ": " + e.getMessage());
            }
        }
    }
}

package io.reelmill.gateway.testing;

import io.reelmill.stack.LocalServers;
import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The built gateway as a process of its own, on free ports of 127.0.0.1. */
public final class GatewayProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final int port;
    private final int managementPort;

    private GatewayProcess(Path directory, int port, int managementPort, Map<String, String> environment) {
        this.port = port;
        this.managementPort = managementPort;
        Map<String, String> all = new HashMap<>();
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        all.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        all.putAll(environment);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-Xmx192m", "-jar", JAR.toString());
        String name = "gateway-" + port;
        this.process = ChildProcess.start(
                new ProcessSpec(name, command, all, directory, directory.resolve(name + ".log"), "TERM", GRACE));
    }

    /**
     * Starts one on the given servers, which is not ready yet; its log is in the directory.
     *
     * @param environment beyond what it needs to find the servers
     */
    public static GatewayProcess start(Path directory, LocalServers servers, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(servers.environment());
        all.putAll(environment);
        FreePorts ports = new FreePorts(RandomGenerator.getDefault());
        return new GatewayProcess(directory, ports.next(0), ports.next(0), all);
    }

    /** Where claims, health and metrics are. */
    public URI internal() {
        return URI.create("http://127.0.0.1:" + managementPort + "/");
    }

    /** Where the API is. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The process. */
    public ChildProcess process() {
        return process;
    }

    /** Status of one kind of health: {@code live}, {@code ready}, {@code started}; 0 while nobody answers. */
    public int health(String kind) {
        try {
            return http.send(
                            HttpRequest.newBuilder(internal().resolve("/q/health/" + kind))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has written so far. */
    public String log() {
        try {
            return Files.readString(process.spec().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and waits. */
    @Override
    public void close() {
        process.stop();
    }
}

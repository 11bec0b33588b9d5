package io.reelmill.operator.testing;

import static org.awaitility.Awaitility.await;

import io.reelmill.operator.api.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The operator as it runs in a cluster: its own process, its own connection to the API server. Ends with this JVM. */
public final class OperatorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path jar;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    /**
     * An operator that does not run yet, under an account that may do what the operator must, and nothing else.
     *
     * @param repository root of the repository, where it was built
     * @param cluster where it works
     * @param namespace its own namespace, that of the release
     * @param environment further variables
     */
    public OperatorProcess(Path repository, TestCluster cluster, String namespace, Map<String, String> environment) {
        this(repository, OperatorAccount.kubeconfig(repository, cluster, namespace), environment);
    }

    /** As above, as who and in the namespace that the kubeconfig says. */
    public OperatorProcess(Path repository, String kubeconfig, Map<String, String> environment) {
        try {
            directory = Files.createTempDirectory("reelmill-operator");
            Path file = Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
            jar = repository.resolve("operator/controller/target/quarkus-app/quarkus-run.jar");
            port = freePort();
            this.environment = new HashMap<>(Map.of(
                    "KUBECONFIG",
                    file.toString(),
                    "QUARKUS_MANAGEMENT_PORT",
                    String.valueOf(port),
                    "REELMILL_OPERATOR_LEADER_ELECTION_LEASE_DURATION",
                    "3s"));
            this.environment.putAll(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and waits until it is ready. */
    public OperatorProcess start() {
        launch();
        await("the operator is ready; " + log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("it has ended; " + log(), () -> !alive())
                .until(this::ready);
        return this;
    }

    /** Whether it says that it is ready. */
    public boolean ready() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it. */
    public void launch() {
        try {
            ProcessBuilder builder = new ProcessBuilder("java", "-Xmx160m", "-jar", jar.toString());
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Waits until it ends by itself and returns its exit code. */
    public int exit() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Where its output is. */
    public Path log() {
        return directory.resolve("operator.log");
    }

    /** Its output so far. */
    public String text() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it tells Prometheus. */
    public String metrics() {
        try {
            return get("/q/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}

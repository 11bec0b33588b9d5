package io.reelmill.chart;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real kube-apiserver with its etcd, where {@code KUBE_API_TEST_DIR} names their binaries. */
final class ApiServer implements AutoCloseable {

    private static final String DIRECTORY = "KUBE_API_TEST_DIR";

    private final KubeAPIServer server;
    private final Path binaries;

    private ApiServer(KubeAPIServer server, Path binaries) {
        this.server = server;
        this.binaries = binaries;
    }

    /** Starts one; the test is skipped, and says so, where there are no binaries. */
    static ApiServer start() {
        String directory = System.getenv(DIRECTORY);
        if (directory == null) {
            String reason = "SKIPPED: " + DIRECTORY + " names no kube-apiserver and etcd";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        Path binaries = binaries(Path.of(directory));
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory)
                .withApiServerVersion(version(binaries))
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        return new ApiServer(server, binaries);
    }

    /** How clients reach it, as an administrator. */
    String kubeConfig() {
        return server.getKubeConfigYaml();
    }

    /** The kubectl that comes with it. */
    String kubectl() {
        return binaries.resolve("kubectl").toString();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The newest that are there; folders are called as {@code 1.34.4-linux-amd64}. */
    private static Path binaries(Path directory) {
        try (Stream<Path> folders = Files.list(directory.resolve("k8s"))) {
            return folders.max(Path::compareTo).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Path binaries) {
        String name = binaries.getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }
}

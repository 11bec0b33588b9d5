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

    private ApiServer(KubeAPIServer server) {
        this.server = server;
    }

    /** Starts one; the test is skipped, and says so, where there are no binaries. */
    static ApiServer start() {
        String directory = System.getenv(DIRECTORY);
        if (directory == null) {
            String reason = "SKIPPED: " + DIRECTORY + " names no kube-apiserver and etcd";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory)
                .withApiServerVersion(version(Path.of(directory)))
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        return new ApiServer(server);
    }

    /** How clients reach it, as an administrator. */
    String kubeConfig() {
        return server.getKubeConfigYaml();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The newest that is there; folders are called as {@code 1.34.4-linux-amd64}. */
    private static String version(Path directory) {
        try (Stream<Path> folders = Files.list(directory.resolve("k8s"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .max(String::compareTo)
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

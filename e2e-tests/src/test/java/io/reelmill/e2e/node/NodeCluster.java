package io.reelmill.e2e.node;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cluster that {@code KUBECONFIG} names, where it has the images of this repository under the tag that {@code REELMILL_NODE_TAG}
 * names, and its pods reach servers on this machine's loopback address, as those on the host network of one node do.
 */
final class NodeCluster {

    private static final String KUBECONFIG = "KUBECONFIG";
    private static final String TAG = "REELMILL_NODE_TAG";
    private static final String BINARIES = "KUBE_API_TEST_DIR";

    private final Path kubeconfig;
    private final String tag;
    private final KubernetesClient client;

    private NodeCluster(Path kubeconfig, String tag) {
        this.kubeconfig = kubeconfig;
        this.tag = tag;
        try {
            this.client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster; empty where none is named. */
    static Optional<NodeCluster> named() {
        return variable(KUBECONFIG).flatMap(file -> variable(TAG).map(tag -> new NodeCluster(Path.of(file), tag)));
    }

    /** Why there is none. */
    static String missing() {
        return "%s (a cluster whose pods are on this machine's network) and %s (of its images) are not both set"
                .formatted(KUBECONFIG, TAG);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    String tag() {
        return tag;
    }

    KubernetesClient client() {
        return client;
    }

    /** What kubectl says; it is the one on the PATH, or that which comes with the API server. */
    Said kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command said, and its exit code. */
    record Said(int code, String words) {}

    private static String program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        binaries())
                .map(folder -> folder.resolve("kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kubectl on the PATH, nor in " + BINARIES))
                .toString();
    }

    private static Stream<Path> binaries() {
        return variable(BINARIES).map(folder -> Path.of(folder, "k8s").toFile().listFiles()).stream()
                .flatMap(Stream::of)
                .map(File::toPath);
    }
}

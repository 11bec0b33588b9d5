package io.reelmill.operator.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real API server for all tests of this JVM: one that is started from the binaries in {@code KUBE_API_TEST_DIR}, or that of the
 * cluster which {@code KUBECONFIG} names. Where there is neither, tests that ask for it are skipped and say so.
 */
public final class TestCluster {

    private static final String BINARIES = "KUBE_API_TEST_DIR";
    private static final String KUBECONFIG = "KUBECONFIG";
    private static final int START_MILLIS = 120_000;
    private static final String NONE =
            "skipped: neither %s (binaries of kube-apiserver and etcd) nor %s (a cluster) is set"
                    .formatted(BINARIES, KUBECONFIG);

    private static TestCluster shared;

    private final String kubeconfig;
    private final KubernetesClient client;

    private TestCluster(String kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    /** The cluster; skips the test where there is none. */
    public static synchronized TestCluster get() {
        if (shared == null) {
            String binaries = System.getenv(BINARIES);
            String named = System.getenv(KUBECONFIG);
            boolean any = set(binaries) || set(named);
            if (!any) {
                System.out.println(NONE);
            }
            assumeTrue(any, NONE);
            shared = set(binaries) ? started(Path.of(binaries)) : new TestCluster(read(Path.of(named)));
            shared.install();
        }
        return shared;
    }

    private static boolean set(String variable) {
        return variable != null && !variable.isBlank();
    }

    private static TestCluster started(Path binaries) {
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withApiServerVersion(version(binaries))
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withStartupTimeout(START_MILLIS)
                .build());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return new TestCluster(server.getKubeConfigYaml());
    }

    /** Of {@code k8s/1.34.4-linux-amd64}, the part that is a version. */
    private static String version(Path binaries) {
        try (Stream<Path> versions = Files.list(binaries.resolve("k8s"))) {
            return versions.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d.*-.*-.*"))
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .max(String::compareTo)
                    .orElseThrow(() -> new IllegalStateException("no API server in " + binaries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() {
        Definitions.all()
                .forEach(definition ->
                        client.resource(definition).forceConflicts().serverSideApply());
        Definitions.NAMES.forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .waitUntilCondition(
                        definition -> definition != null
                                && definition.getStatus() != null
                                && definition.getStatus().getConditions().stream()
                                        .anyMatch(c -> c.getType().equals("Established")
                                                && c.getStatus().equals("True")),
                        30,
                        TimeUnit.SECONDS));
    }

    /** A client that may do everything. */
    public KubernetesClient client() {
        return client;
    }

    /** How other programs reach it: the text of a kubeconfig. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** A new namespace of that name with something random behind it. */
    public String namespace(String prefix) {
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }
}

package io.reelmill.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.reelmill.e2e.Api;
import io.reelmill.e2e.Jobs;
import io.reelmill.e2e.MediaJobs;
import io.reelmill.media.Decoded;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.OutputStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Reelmill as the chart installs it on a real node, unchanged: only servers are processes beside it. One installation serves all tests
 * of this JVM and goes with it.
 */
final class NodeRig extends MediaJobs {

    private static final String NAME = "reelmill";
    private static final Path ROOT =
            Path.of(System.getProperty("reelmill.root", "..")).toAbsolutePath().normalize();
    private static final Path CHART = ROOT.resolve("helm/reelmill");
    private static final Path VALUES = ROOT.resolve("e2e-tests/src/test/resources/node/values.yaml");
    private static final Duration READY = Duration.ofMinutes(3);

    private static NodeRig shared;

    private final NodeCluster cluster;
    private final Path directory;
    private final LocalServers servers;
    private final Api api;

    private NodeRig(NodeCluster cluster) throws IOException {
        super(cluster.client(), NAME);
        this.cluster = cluster;
        this.directory = Files.createTempDirectory("reelmill-node");
        this.servers = LocalServers.start(directory, EnumSet.allOf(Server.class));
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        install();
        this.api = reach();
    }

    /** The installation; skips the test where there is no cluster for it. */
    static synchronized NodeRig running() {
        if (shared == null) {
            NodeCluster cluster = NodeCluster.named().orElse(null);
            if (cluster == null) {
                System.out.println("SKIPPED: " + NodeCluster.missing());
            }
            Assumptions.assumeTrue(cluster != null, NodeCluster.missing());
            try {
                shared = new NodeRig(cluster);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private void install() {
        kubernetes()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace())
                        .endMetadata()
                        .build())
                .serverSideApply();
        Endpoints endpoints = servers.endpoints();
        secret("database", Map.of("username", Endpoints.POSTGRES_USER, "password", endpoints.postgresPassword()));
        secret("storage", Map.of("access-key", endpoints.s3AccessKey(), "secret-key", endpoints.s3SecretKey()));
        new Helm(CHART)
                .install()
                .withName(NAME)
                .withNamespace(namespace())
                .withValuesFile(VALUES)
                .set("image.tag", cluster.tag())
                .set("kafka.bootstrapServers", endpoints.kafkaBootstrapServers())
                .set("redis.url", endpoints.redisUrl())
                .set("database.host", Endpoints.HOST)
                .set("database.port", endpoints.postgresPort())
                .set("storage.endpoint", endpoints.s3Url())
                .withKubeConfig(cluster.kubeconfig())
                .call();
        awaitReady();
    }

    /** Waits until every Deployment has all of its pods, and they are ready. */
    void awaitReady() {
        Awaitility.await().atMost(READY).untilAsserted(() -> assertThat(kubernetes()
                        .apps()
                        .deployments()
                        .inNamespace(namespace())
                        .list()
                        .getItems())
                .as(evidence())
                .allSatisfy(deployment -> assertThat(deployment.getStatus())
                        .matches(status -> Integer.valueOf(1).equals(status.getReadyReplicas())
                                && Integer.valueOf(1).equals(status.getUpdatedReplicas()))));
    }

    private void secret(String name, Map<String, String> data) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .withStringData(data)
                .build();
        kubernetes().resource(secret).serverSideApply();
    }

    private void remove() {
        try {
            letGo();
            Helm.uninstall(NAME)
                    .withNamespace(namespace())
                    .withKubeConfig(cluster.kubeconfig())
                    .call();
            kubernetes().namespaces().withName(namespace()).delete();
            servers.close();
            Trees.delete(directory);
        } catch (IOException | RuntimeException e) {
            System.err.println("could not remove the installation: " + e.getMessage());
        }
    }

    /** While the operator is there to cancel them. */
    private void letGo() {
        var jobs = kubernetes().resources(MediaJob.class).inNamespace(namespace());
        jobs.delete();
        Awaitility.await().atMost(PATIENCE).until(() -> jobs.list().getItems().isEmpty());
    }

    /** What kubectl says in the namespace of the installation; it must not fail. */
    String kubectl(String... arguments) {
        NodeCluster.Said said =
                cluster.kubectl(Stream.concat(Stream.of("--namespace", namespace()), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(said.code()).as(said.words()).isZero();
        return said.words();
    }

    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    @Override
    public Path storage() {
        return directory.resolve("s3/data");
    }

    /** The gateway as its callers meet it. */
    Api api() {
        return api;
    }

    private Api reach() {
        Secret auth = kubernetes()
                .secrets()
                .inNamespace(namespace())
                .withName(NAME + "-auth")
                .get();
        String token =
                new String(Base64.getDecoder().decode(auth.getData().get("api-token")), StandardCharsets.US_ASCII);
        return new Api("http://" + Endpoints.HOST + ":18080", token);
    }

    /** The attempts at encodes of a MediaJob, once it is complete with all of its pictures in order. */
    List<JsonNode> exact(String name, int frames) throws IOException {
        MediaJobStatus status = ended(name);
        assertThat(status.phase()).as(evidence() + status).isEqualTo(Phase.COMPLETED);
        for (OutputStatus output : status.outputs()) {
            Path file = storage().resolve(output.url().substring("s3://".length()));
            assertThat(Decoded.of(file).numbers()).isEqualTo(Decoded.range(frames));
        }
        return attempts(name);
    }

    /** The attempts at encodes of a MediaJob. */
    List<JsonNode> attempts(String name) {
        return new Jobs(api).attempts(status(name).jobId(), "chunk-");
    }

    /** What Events say about something, as {@code Reason: message}. */
    List<String> events(String kind, String name) {
        return kubernetes().v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals(kind)
                        && event.getInvolvedObject().getName().equals(name))
                .map(event -> event.getReason() + ": " + event.getMessage())
                .toList();
    }

    /** The pod of a component. */
    Pod pod(String component) {
        return pods(component).get(0);
    }

    /** Pods of a component. */
    List<Pod> pods(String component) {
        return kubernetes()
                .pods()
                .inNamespace(namespace())
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems();
    }

    @Override
    protected String evidence() {
        return cluster.kubectl("-n", namespace(), "get", "pods").words();
    }
}

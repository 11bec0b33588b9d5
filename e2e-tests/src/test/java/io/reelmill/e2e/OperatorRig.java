package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.reelmill.e2e.rig.TcpProxy;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A real API server, a running Reelmill, and the operator between them; its way to the gateway can be cut. */
final class OperatorRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestCluster cluster = TestCluster.get();
    private final Reelmill reelmill = Reelmill.running();
    private final String namespace = cluster.namespace("media");
    private final TcpProxy way;
    private final OperatorProcess operator;

    OperatorRig() throws IOException {
        int gateway = URI.create(reelmill.state().gatewayUrl()).getPort();
        int port = freePort();
        way = new TcpProxy(port, gateway);
        operator = new OperatorProcess(
                        Path.of("").toAbsolutePath().getParent(),
                        cluster,
                        namespace,
                        Map.of(
                                "REELMILL_OPERATOR_GATEWAY_URL",
                                "http://127.0.0.1:" + port,
                                "REELMILL_OPERATOR_GATEWAY_INTERNAL_URL",
                                reelmill.process("gateway-1").orElseThrow().address(),
                                "REELMILL_OPERATOR_JOBS_PROFILE_PATIENCE",
                                "3s",
                                "REELMILL_OPERATOR_JOBS_LONGEST_REST",
                                "5s",
                                "QUARKUS_OPERATOR_SDK_NAMESPACES",
                                namespace))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Places a file where jobs may read it, and returns its key. */
    String place(Path clip) {
        String key = "inbox/" + clip.getFileName();
        try {
            Path target = storage().resolve("reelmill").resolve(key);
            Files.createDirectories(target.getParent());
            Files.copy(clip, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    Path storage() {
        return reelmill.state().storage();
    }

    Api api() {
        return reelmill.api();
    }

    OperatorProcess operator() {
        return operator;
    }

    KubernetesClient kubernetes() {
        return cluster.client();
    }

    String namespace() {
        return namespace;
    }

    String kubeconfig() {
        return cluster.kubeconfig();
    }

    void cut() {
        way.set(TcpProxy.Weather.CUT);
    }

    void mend() {
        way.set(TcpProxy.Weather.FAIR);
    }

    /** Applies a MediaJob whose spec is given as YAML. */
    MediaJob apply(String name, String spec) {
        MediaJob job = kubernetes()
                .getKubernetesSerialization()
                .unmarshal("spec:\n" + spec.strip().indent(2), MediaJob.class);
        job.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        return kubernetes().resource(job).create();
    }

    Resource<MediaJob> resource(String name) {
        return kubernetes().resources(MediaJob.class).inNamespace(namespace).withName(name);
    }

    MediaJob job(String name) {
        return resource(name).get();
    }

    MediaJobStatus status(String name) {
        return job(name).getStatus();
    }

    JsonNode atGateway(String name) {
        return api().job(status(name).jobId());
    }

    MediaJobStatus await(String name, Predicate<MediaJobStatus> wanted) {
        waiting(name).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            MediaJobStatus status = status(name);
            return status != null && wanted.test(status);
        });
        return status(name);
    }

    private org.awaitility.core.ConditionFactory waiting(String name) {
        return org.awaitility.Awaitility.await(name + "; " + operator.log()).conditionEvaluationListener(condition -> {
            if (condition.getRemainingTimeInMS() < 200 && !condition.isSatisfied()) {
                System.out.println(kubernetes().getKubernetesSerialization().asYaml(job(name)));
            }
        });
    }

    MediaJobStatus ended(String name) {
        return await(name, status -> status.phase().terminal());
    }

    MediaJobStatus phase(String name, Phase phase) {
        return await(name, status -> status.phase() == phase);
    }

    static JobCondition condition(MediaJobStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    static boolean holds(MediaJobStatus status, ConditionType type) {
        return condition(status, type).status() == JobCondition.Status.TRUE;
    }

    @Override
    public void close() throws IOException {
        operator.close();
        way.close();
    }
}

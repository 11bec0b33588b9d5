package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.reelmill.e2e.rig.TcpProxy;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** A real API server, a running Reelmill, and the operator between them; its way to the gateway can be cut. */
final class OperatorRig extends MediaJobs implements AutoCloseable {

    private final TestCluster cluster;
    private final Reelmill reelmill = Reelmill.running();
    private final TcpProxy way;
    private final TcpProxy internalWay;
    private final OperatorProcess operator;

    OperatorRig() throws IOException {
        this(TestCluster.get());
    }

    private OperatorRig(TestCluster cluster) throws IOException {
        super(cluster.client(), cluster.namespace("media"));
        this.cluster = cluster;
        int port = freePort();
        way = new TcpProxy(port, port(reelmill.state().gatewayUrl()));
        int internalPort = freePort();
        internalWay = new TcpProxy(
                internalPort, port(reelmill.process("gateway-1").orElseThrow().address()));
        operator = new OperatorProcess(
                        Path.of("").toAbsolutePath().getParent(),
                        cluster,
                        namespace(),
                        Map.of(
                                "REELMILL_OPERATOR_GATEWAY_URL",
                                "http://127.0.0.1:" + port,
                                "REELMILL_OPERATOR_GATEWAY_INTERNAL_URL",
                                "http://127.0.0.1:" + internalPort,
                                "REELMILL_OPERATOR_GATEWAY_INTERNAL_TOKEN_FILE",
                                reelmill.internalToken().toString(),
                                "REELMILL_OPERATOR_JOBS_PROFILE_PATIENCE",
                                "3s",
                                "REELMILL_OPERATOR_JOBS_LONGEST_REST",
                                "5s",
                                "QUARKUS_OPERATOR_SDK_NAMESPACES",
                                namespace()))
                .start();
    }

    private static int port(String address) {
        return URI.create(address).getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public Path storage() {
        return reelmill.state().storage();
    }

    Api api() {
        return reelmill.api();
    }

    OperatorProcess operator() {
        return operator;
    }

    String kubeconfig() {
        return cluster.kubeconfig();
    }

    void cut() {
        way.set(TcpProxy.Weather.CUT);
        internalWay.set(TcpProxy.Weather.CUT);
    }

    void mend() {
        way.set(TcpProxy.Weather.FAIR);
        internalWay.set(TcpProxy.Weather.FAIR);
    }

    JsonNode atGateway(String name) {
        return api().job(status(name).jobId());
    }

    /**
     * A pod of the name of a worker whose status says that the kernel killed its container just now, and which process that was;
     * nothing else happens.
     */
    void saysOomKilled(String worker) throws IOException {
        Pod pod = kubernetes()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(worker)
                        .withNamespace(namespace())
                        .addToLabels(MediaJob.GROUP + "/worker", "worker-small")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("worker")
                        .withImage("worker")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        pod.setStatus(new PodStatusBuilder()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("worker")
                .withImage("worker")
                .withImageID("worker")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withReason("OOMKilled")
                .withExitCode(137)
                .withMessage(Files.readString(reelmill.terminationMessage(worker)))
                .withContainerID("containerd://" + UUID.randomUUID())
                .withFinishedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .endTerminated()
                .endState()
                .endContainerStatus()
                .build());
        kubernetes().resource(pod).updateStatus();
    }

    @Override
    protected String evidence() {
        return operator.log().toString();
    }

    @Override
    public void close() throws IOException {
        operator.close();
        way.close();
        internalWay.close();
    }
}

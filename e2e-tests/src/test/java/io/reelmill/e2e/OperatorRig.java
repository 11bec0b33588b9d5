package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.rig.TcpProxy;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

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

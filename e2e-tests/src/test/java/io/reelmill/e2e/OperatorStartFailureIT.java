package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.e2e.rig.TcpProxy;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorAccount;
import io.reelmill.operator.testing.OperatorProcess;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An API server that goes away while the operator reads its first lists. */
class OperatorStartFailureIT {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(1);

    /** So long that it is not lost meanwhile: who loses it ends. */
    private static final String LEASE = "60s";

    /** So late that a list is surely not read yet when its reader says that it begins. */
    private static final long LATE_MILLIS = 300;

    @Test
    void the_operator_asks_again_and_is_ready() throws Exception {
        TestCluster cluster = TestCluster.get();
        String namespace = cluster.namespace("media");
        String address = cluster.client().getConfiguration().getMasterUrl();
        int port = freePort();
        try (TcpProxy way = new TcpProxy(port, URI.create(address).getPort());
                OperatorProcess operator = new OperatorProcess(
                        REPOSITORY,
                        OperatorAccount.kubeconfig(REPOSITORY, cluster, namespace)
                                .replace(address, "https://127.0.0.1:" + port),
                        Map.of(
                                "QUARKUS_OPERATOR_SDK_NAMESPACES",
                                namespace,
                                "REELMILL_OPERATOR_LEADER_ELECTION_LEASE_DURATION",
                                LEASE))) {
            way.set(TcpProxy.Weather.slow(1 << 20, LATE_MILLIS));
            operator.launch();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> operator.text()
                    .contains("Starting 'mediajobs' controller"));

            way.set(TcpProxy.Weather.CUT);
            TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
            assertThat(operator.ready()).isFalse();
            way.set(TcpProxy.Weather.FAIR);

            await().atMost(PATIENCE)
                    .failFast("it has ended; " + operator.log(), () -> !operator.alive())
                    .until(operator::ready);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

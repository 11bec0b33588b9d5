package io.reelmill.gateway.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that stand still, about which nobody asks. */
class SweepByItselfFailureIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void they_are_found_by_the_schedule_and_by_a_gateway_that_starts() throws Exception {
        try (LocalServers servers = LocalServers.start(directory.resolve("servers"), EnumSet.allOf(Server.class))) {
            GatewayProcess first = ready(servers, "1s");
            TestingApi api = new TestingApi(first.api());
            String scheduled = accepted(api);
            String later = accepted(api);
            strand(servers.endpoints(), scheduled);

            await().atMost(PATIENCE).until(() -> failed(api, scheduled));
            assertThat(failed(api, later)).isFalse();
            first.process().kill();
            strand(servers.endpoints(), later);

            try (GatewayProcess second = ready(servers, "1h")) {
                TestingApi again = new TestingApi(second.api());
                await().atMost(PATIENCE).until(() -> failed(again, later));
                assertThat(second.log()).contains("STRANDED");
            }
        }
    }

    private GatewayProcess ready(LocalServers servers, String every) {
        GatewayProcess gateway = GatewayProcess.start(
                directory, servers, Map.of("REELMILL_SWEEP_EVERY", every, "REELMILL_SWEEP_OLDER_THAN", "0s"));
        await().atMost(PATIENCE).until(() -> gateway.health("ready") == 200);
        return gateway;
    }

    private static String accepted(TestingApi api) {
        return api.json("POST", JOBS, "{'source':{'url':'https://a/b'},'notBefore':'2999-01-01T00:00:00Z'}")
                .id();
    }

    /** From the list: reading the status of one job would have it looked at. */
    private static boolean failed(TestingApi api, String id) {
        return api.get(JOBS + "?state=FAILED")
                .json()
                .path("items")
                .findValuesAsText("id")
                .contains(id);
    }

    /** As no rule of the gateway would leave it. */
    private static void strand(Endpoints servers, String id) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        servers.postgresJdbcUrl(), Endpoints.POSTGRES_USER, servers.postgresPassword());
                PreparedStatement stop =
                        database.prepareStatement("UPDATE task SET state = 'STOPPED' WHERE job_id = ?")) {
            stop.setString(1, id);
            assertThat(stop.executeUpdate()).isPositive();
        }
    }
}

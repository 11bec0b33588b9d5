package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built gateway, told to listen where others can reach it. */
class ListenIT {

    private final LocalServers servers = LocalServers.shared(Server.values());

    @TempDir
    Path directory;

    @Test
    void the_api_is_not_opened_to_others_without_a_token() throws Exception {
        assertThat(refusal(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")))
                .contains("refusing to listen on 0.0.0.0 without an API token");
    }

    @Test
    void the_internal_port_is_not_opened_to_others_without_a_token() throws Exception {
        assertThat(refusal(Map.of("QUARKUS_MANAGEMENT_HOST", "0.0.0.0")))
                .contains("refusing to listen on 0.0.0.0 without a token for the internal port");
    }

    @Test
    void a_token_that_anybody_could_show_is_none() throws Exception {
        Path empty = Files.createFile(directory.resolve("token"));

        assertThat(refusal(
                        Map.of("QUARKUS_MANAGEMENT_HOST", "0.0.0.0", "REELMILL_CLAIMS_TOKEN_FILE", empty.toString())))
                .contains("a token must have at least 16 characters");
    }

    private String refusal(Map<String, String> environment) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(directory, servers, environment)) {
            assertThat(gateway.process().exit().get(60, TimeUnit.SECONDS)).isEqualTo(1);
            return gateway.log();
        }
    }
}

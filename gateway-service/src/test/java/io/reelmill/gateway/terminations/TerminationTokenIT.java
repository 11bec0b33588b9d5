package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built gateway with a token for its internal port. */
class TerminationTokenIT {

    private static final String TOKEN = "a-token-for-tests-only";

    private final LocalServers servers = LocalServers.shared(Server.values());
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void only_who_shows_the_token_is_heard_and_never_on_the_public_port() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Map<String, String> environment = Map.of("REELMILL_CLAIMS_TOKEN_FILE", token.toString());
        try (GatewayProcess gateway = GatewayProcess.start(directory, servers, environment)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.health("ready") == 200);

            assertThat(report(gateway.internal(), null)).isEqualTo(401);
            assertThat(report(gateway.internal(), "Bearer another-token-of-tests"))
                    .isEqualTo(401);
            assertThat(report(gateway.internal(), TOKEN)).isEqualTo(401);
            assertThat(report(gateway.internal(), "Bearer " + TOKEN)).isEqualTo(200);
            assertThat(report(gateway.api(), "Bearer " + TOKEN)).isIn(404, 405);
        }
    }

    private int report(URI port, String authorization) throws Exception {
        Termination death =
                new Termination(Termination.Reason.OTHER, 1, null, null, null, Instant.now(), "container-1");
        HttpRequest.Builder request = HttpRequest.newBuilder(port.resolve("/internal/v1/workers/worker-1/terminations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Messages.write(death)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

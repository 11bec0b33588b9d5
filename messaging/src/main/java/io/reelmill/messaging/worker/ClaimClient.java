package io.reelmill.messaging.worker;

import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;

/** Asks the gateway for leave to run an attempt. */
@ApplicationScoped
class ClaimClient {

    /** The gateway may watch a heartbeat before it answers, so this is longer than that takes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final WorkerConfig config;
    private final Identity identity;
    private final URI claims;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ClaimClient(WorkerConfig config, Identity identity) {
        this.config = config;
        this.identity = identity;
        this.claims = URI.create(config.gateway().toString().replaceAll("/$", "") + "/internal/v1/claims");
    }

    /** The question about a delivered record; asking it again gets the same answer. */
    Claim.Request question(WorkItem item) {
        return new Claim.Request(
                item.jobId(),
                item.taskId(),
                item.attempt(),
                identity.workerId(),
                identity.incarnation(),
                UUID.randomUUID().toString());
    }

    /**
     * Asks once.
     *
     * @throws IOException when there is no answer, or the gateway says to ask again
     */
    Claim.Response ask(Claim.Request question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(claims)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Messages.write(question)));
        if (config.gatewayTokenFile().isPresent()) {
            request.header(
                    "Authorization",
                    "Bearer "
                            + Files.readString(config.gatewayTokenFile().get()).strip());
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("claim answered with " + response.statusCode());
        }
        return Messages.read(response.body(), Claim.Response.class);
    }
}

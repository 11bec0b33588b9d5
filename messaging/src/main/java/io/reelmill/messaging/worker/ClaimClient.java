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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the gateway for leave to run an attempt. */
@ApplicationScoped
class ClaimClient {

    private final WorkerConfig config;
    private final Identity identity;
    private final URI claims;
    private final URI looks;
    private final HttpClient http;

    ClaimClient(WorkerConfig config, Identity identity) {
        this.config = config;
        this.identity = identity;
        this.claims = URI.create(config.gateway().toString().replaceAll("/$", "") + "/internal/v1/claims");
        this.looks = URI.create(claims + "/looks");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.claimTimeout())
                .build();
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
     * Asks once, and waits no longer than the configured time for the whole answer.
     *
     * @throws IOException when there is no answer in time, or one that may be another later
     */
    ClaimAnswer ask(Claim.Request question) throws IOException, InterruptedException {
        return ask(claims, question);
    }

    /**
     * Asks once, and claims nothing, whether the record is of use at all; granted means that a claim may be.
     *
     * @throws IOException as {@link #ask}, and when the gateway is one that does not know the question
     */
    ClaimAnswer look(Claim.Request question) throws IOException, InterruptedException {
        return ask(looks, question);
    }

    private ClaimAnswer ask(URI where, Claim.Request question) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(where, question));
        return switch (response.statusCode()) {
            case 200 -> answer(response.body());
            case 400, 413, 422 ->
                new ClaimAnswer.Refused("status %d: %s".formatted(response.statusCode(), response.body()));
            default -> throw new IOException("claim answered with " + response.statusCode());
        };
    }

    /** Whatever is no answer of a gateway that can be understood is asked for again. */
    private static ClaimAnswer answer(String body) throws IOException {
        Claim.Response response;
        try {
            response = Messages.read(body, Claim.Response.class);
        } catch (Messages.UndecodableMessageException e) {
            throw new IOException("claim answered with something else: " + e.getMessage(), e);
        }
        if (response.verdict() == null) {
            throw new IOException("claim answered without a verdict");
        }
        return response.verdict() == Claim.Verdict.RUN
                ? new ClaimAnswer.Granted()
                : new ClaimAnswer.Dropped(response.reason());
    }

    private HttpRequest request(URI where, Claim.Request question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(where)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Messages.write(question)));
        if (config.gatewayTokenFile().isPresent()) {
            String token = Files.readString(config.gatewayTokenFile().get()).strip();
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** The client's own limit ends with the headers: an answer that stops in mid-body would be waited for without end. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(config.claimTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer to a claim within " + config.claimTimeout(), e);
        } catch (ExecutionException e) {
            throw new IOException("claim not answered: " + e.getCause(), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}

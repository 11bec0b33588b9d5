package io.reelmill.operator.gateway;

import io.reelmill.common.job.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One port of the gateway: its address, its token, and failures told in one way. */
final class Http {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final Optional<Path> tokenFile;
    private final Duration timeout;
    private volatile boolean reachable = true;

    Http(URI base, Optional<Path> tokenFile, Duration timeout) {
        this.base = base;
        this.tokenFile = tokenFile;
        this.timeout = timeout;
    }

    /** Whether the last request was answered; true before the first one. */
    boolean reachable() {
        return reachable;
    }

    HttpClient client() {
        return client;
    }

    /** A request with the token; without a time limit. */
    HttpRequest.Builder request(String path) throws GatewayProblem {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/$", "") + path));
        if (tokenFile.isPresent()) {
            try {
                request.header(
                        "Authorization",
                        "Bearer " + Files.readString(tokenFile.get()).strip());
            } catch (IOException e) {
                throw new GatewayProblem(
                        ProblemCode.UNAUTHORIZED, "the token cannot be read from %s: %s".formatted(tokenFile.get(), e));
            }
        }
        return request;
    }

    /** The body of a good answer. */
    String send(HttpRequest.Builder request) throws GatewayProblem {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
            reachable = true;
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw GatewayJson.problem(response.statusCode(), response.body());
        } catch (IOException e) {
            reachable = false;
            throw new GatewayProblem(ProblemCode.UNAVAILABLE, "%s cannot be reached: %s".formatted(base, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayProblem(ProblemCode.UNAVAILABLE, "interrupted while " + base + " was asked");
        }
    }
}

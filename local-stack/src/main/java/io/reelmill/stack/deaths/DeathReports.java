package io.reelmill.stack.deaths;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the gateway of deaths at {@code POST /internal/v1/workers/{id}/terminations}, again and again while it does not
 * answer: at most for an hour, since it explains younger losses only. Thread-safe.
 */
public final class DeathReports {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final Duration WORTH = Duration.ofHours(1);

    private final URI gateway;
    private final Path tokenFile;
    private final ScheduledExecutorService timer;
    private final HttpClient http;
    private final String node = hostName();

    /**
     * @param gateway address of the gateway's internal port
     * @param tokenFile holds the token for it
     * @param timer runs the repetitions; those not sent when it is shut down are dropped
     */
    public DeathReports(URI gateway, Path tokenFile, ScheduledExecutorService timer) {
        this.gateway = gateway;
        this.tokenFile = tokenFile;
        this.timer = timer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** Tells of it, if there is anything to tell; returns at once. */
    public void report(Death death) {
        death.termination(node).ifPresent(seen -> later(death.workerId(), seen, Duration.ZERO));
    }

    private void later(String workerId, Termination seen, Duration rest) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> send(workerId, seen, rest), rest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void send(String workerId, Termination seen, Duration rested) {
        ask(workerId, seen).orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() >= 500) {
                again(workerId, seen, rested);
            } else {
                log(workerId, "the gateway answered %d %s".formatted(answer.statusCode(), answer.body()));
            }
        });
    }

    private void again(String workerId, Termination seen, Duration rested) {
        if (Duration.between(seen.at(), Instant.now()).compareTo(WORTH) > 0) {
            log(workerId, "given up, the gateway has not answered for an hour");
            return;
        }
        Duration next = rested.isZero() ? FIRST_REST : rested.multipliedBy(2);
        later(workerId, seen, next.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : next);
    }

    private CompletableFuture<HttpResponse<String>> ask(String workerId, Termination seen) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            gateway.resolve("/internal/v1/workers/" + workerId + "/terminations"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token())
                    .POST(HttpRequest.BodyPublishers.ofString(Messages.write(seen)))
                    .build();
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A file that is just being written is not there yet. */
    private String token() throws IOException {
        String token = Files.readString(tokenFile).strip();
        if (token.isEmpty()) {
            throw new IOException(tokenFile + " is empty");
        }
        return token;
    }

    private static void log(String workerId, String what) {
        System.err.println(Instant.now() + " report of the death of " + workerId + ": " + what);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}

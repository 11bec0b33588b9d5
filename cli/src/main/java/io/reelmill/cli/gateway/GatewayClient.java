package io.reelmill.cli.gateway;

import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Talks to a gateway. Thread-safe. Methods throw {@link GatewayException} for problems, {@link IOException} for the network. */
public final class GatewayClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final String base;
    private final String token;

    /**
     * @param base address of the API, such as {@code http://127.0.0.1:8080}
     * @param token for {@code Authorization: Bearer}; null when none is needed
     */
    public GatewayClient(String base, String token) {
        this.base = base;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a file as the source of a new job.
     *
     * @param idempotencyKey the same for a repetition, which then finds the job of the first request
     * @param sent told the bytes sent so far
     * @throws FileSystemException when the file cannot be opened
     */
    public JobView upload(Path file, Map<String, String> parameters, String idempotencyKey, LongConsumer sent)
            throws IOException, InterruptedException {
        try (InputStream in = CountingStream.open(file, sent)) {
            long size = Files.size(file);
            BodyPublisher content = BodyPublishers.ofInputStream(() -> in);
            HttpRequest request = request("/api/v1/jobs?" + QueryString.of(parameters))
                    .header("Content-Type", "application/octet-stream")
                    .header("Idempotency-Key", idempotencyKey)
                    .POST(size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(content, size))
                    .build();
            return send(request, JobView.class);
        }
    }

    /** Starts a job that is described by JSON. */
    public JobView create(Object job, String idempotencyKey) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/jobs")
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(Messages.write(job)))
                .build();
        return send(request, JobView.class);
    }

    /** A job as it is now. */
    public JobView job(String id) throws IOException, InterruptedException {
        return get("/api/v1/jobs/" + id, JobView.class);
    }

    /** The tasks of a job with all attempts. */
    public List<TaskView> tasks(String id) throws IOException, InterruptedException {
        return get("/api/v1/jobs/" + id + "/tasks", Tasks.class).items();
    }

    /** Ends a job. */
    public JobView cancel(String id) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/jobs/" + id + "/cancel")
                .timeout(TIMEOUT)
                .POST(BodyPublishers.noBody())
                .build();
        return send(request, JobView.class);
    }

    /** Live workers. */
    public List<Heartbeat> workers() throws IOException, InterruptedException {
        return get("/api/v1/workers", Workers.class).items();
    }

    /** Work per queue. */
    public List<QueueView> queues() throws IOException, InterruptedException {
        return get("/api/v1/queues", Queues.class).items();
    }

    /** The newest jobs. */
    public List<JobView> jobs(int limit) throws IOException, InterruptedException {
        return get("/api/v1/jobs?limit=" + limit, Jobs.class).items();
    }

    /** Jobs with that label. */
    public List<JobView> labelled(String key, String value) throws IOException, InterruptedException {
        return get("/api/v1/jobs?" + QueryString.of(Map.of("label", key + "=" + value)), Jobs.class)
                .items();
    }

    private record Workers(List<Heartbeat> items) {}

    private record Tasks(List<TaskView> items) {}

    private record Queues(List<QueueView> items) {}

    private record Jobs(List<JobView> items) {}

    /** Opens a published file; the caller closes it. The token does not go to where it is stored. */
    public InputStream open(String jobId, String output) throws IOException, InterruptedException {
        HttpResponse<String> redirect = http.send(
                request("/api/v1/jobs/" + jobId + "/outputs/" + output)
                        .timeout(TIMEOUT)
                        .build(),
                BodyHandlers.ofString());
        String location = redirect.headers().firstValue("Location").orElse(null);
        if (redirect.statusCode() != 307 || location == null) {
            throw problem(redirect);
        }
        URI address = URI.create(base).resolve(location);
        HttpResponse<InputStream> file =
                http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        if (file.statusCode() != 200) {
            file.body().close();
            throw new IOException("storage answered " + file.statusCode() + " for " + output);
        }
        return file.body();
    }

    private <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
        return send(request(path).timeout(TIMEOUT).build(), type);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    <T> T send(HttpRequest request, Class<T> type) throws IOException, InterruptedException {
        return Messages.read(send(request), type);
    }

    /** What was answered, which may be nothing. */
    String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw problem(response);
        }
        return response.body();
    }

    private static GatewayException problem(HttpResponse<String> response) {
        return ProblemJson.read(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After").orElse(null));
    }
}

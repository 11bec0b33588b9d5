package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The HTTP API as an application developer uses it: plain requests, JSON by name. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TERMINAL = Set.of("COMPLETED", "FAILED", "CANCELLED");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String base;
    private final String token;

    /** Talks to the gateway at an address. */
    public Api(String base) {
        this(base, null);
    }

    /** The same with the token that it asks for; null for none. */
    public Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Uploads a file as a new job and returns the job's id. */
    public String upload(Path file, String query) {
        try {
            JsonNode job = send(request("/api/v1/jobs?fileName=" + file.getFileName() + "&" + query)
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file)));
            return job.get("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what a stream gives, in pieces of unknown number, as a new job and returns the job's id. */
    public String upload(InputStream source, String query) {
        return send(request("/api/v1/jobs?" + query)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> source)))
                .get("id")
                .asText();
    }

    /** Starts a job that is described by JSON and returns its id. */
    public String create(String json) {
        return send(request("/api/v1/jobs")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .get("id")
                .asText();
    }

    /** Processes a job's source again with other parameters and returns the new job's id. */
    public String retry(String id, String json) {
        return send(request("/api/v1/jobs/" + id + "/retry")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .get("id")
                .asText();
    }

    /** All jobs that there are records of. */
    public List<JsonNode> jobs() {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = send(request("/api/v1/jobs?limit=100"));
        page.get("items").forEach(all::add);
        while (page.hasNonNull("next")) {
            page = send(request(page.get("next").asText()));
            page.get("items").forEach(all::add);
        }
        return all;
    }

    /** The job as it is now. */
    public JsonNode job(String id) {
        return send(request("/api/v1/jobs/" + id));
    }

    /** Its tasks with their attempts. */
    public JsonNode tasks(String id) {
        return send(request("/api/v1/jobs/" + id + "/tasks"));
    }

    /** The workers that are seen. */
    public JsonNode workers() {
        return send(request("/api/v1/workers"));
    }

    /** Ends a job. */
    public void cancel(String id) {
        send(request("/api/v1/jobs/" + id + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Removes a job that has ended. */
    public void delete(String id) {
        send(request("/api/v1/jobs/" + id).DELETE());
    }

    /** Whether a job has ended. */
    public boolean ended(String id) {
        return TERMINAL.contains(job(id).get("state").asText());
    }

    /** Downloads a published file. */
    public Path download(String id, String output, Path file) {
        try {
            HttpResponse<Path> response = http.send(
                    request("/api/v1/jobs/" + id + "/outputs/" + output).build(),
                    HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new IllegalStateException("download answered " + response.statusCode());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

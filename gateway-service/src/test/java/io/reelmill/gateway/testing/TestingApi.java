package io.reelmill.gateway.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A caller of the API, over HTTP. */
public final class TestingApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String[] headers;

    /** @param headers names and values sent with every request */
    public TestingApi(URI base, String... headers) {
        this.base = base;
        this.headers = headers;
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<?> raw, JsonNode json) {

        public String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        public String id() {
            return json.path("id").asText();
        }

        public String text(String field) {
            return json.path(field).asText();
        }
    }

    public Answer get(String path, String... more) {
        return send("GET", path, BodyPublishers.noBody(), more);
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String... more) {
        return send("POST", path, BodyPublishers.noBody(), more);
    }

    /** Single quotes stand for double ones. */
    public Answer json(String method, String path, String json, String... more) {
        BodyPublisher body = BodyPublishers.ofString(json.replace('\'', '"'));
        return send(method, path, body, concat(more, "Content-Type", "application/json"));
    }

    public Answer send(String method, String path, BodyPublisher body, String... more) {
        try {
            HttpResponse<String> response = client.send(request(method, path, body, more), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response, parse(response));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a stream of events, as they come. */
    public Stream<String> lines(String path, String... more) {
        try {
            return client.send(request("GET", path, BodyPublishers.noBody(), more), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
        String[] all = concat(headers, more);
        if (all.length > 0) {
            request.headers(all);
        }
        return request.build();
    }

    private static JsonNode parse(HttpResponse<String> response) throws JsonProcessingException {
        Optional<String> type = response.headers().firstValue("Content-Type");
        return type.filter(t -> t.contains("json")).isPresent() ? JSON.readTree(response.body()) : JSON.missingNode();
    }

    private static String[] concat(String[] some, String... others) {
        return Stream.of(some, others).flatMap(Stream::of).toArray(String[]::new);
    }
}

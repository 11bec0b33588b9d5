package io.reelmill.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of the gateway's API for whoever runs the installation. Answers are JSON as the gateway gave it, so that scripts
 * miss nothing. Thread-safe; throws as {@link GatewayClient} does.
 */
public final class AdminApi {

    /** A sweep waits for silent workers, and a replay of everything starts a job for each. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String LETTERS = "/api/v1/admin/dead-letters";
    private static final String PAGE = "200";

    private final GatewayClient gateway;

    /** Asks that gateway. */
    public AdminApi(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /** All dead letters, newest first. */
    public List<JsonNode> deadLetters() throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Map<String, String> page = new LinkedHashMap<>(Map.of("limit", PAGE));
        JsonNode answer;
        do {
            answer = ask(gateway.request(LETTERS + "?" + QueryString.of(page)).GET());
            answer.path("items").forEach(all::add);
            page.put("cursor", answer.path("nextCursor").asText());
        } while (answer.hasNonNull("nextCursor"));
        return all;
    }

    /** One, with its whole history. */
    public JsonNode deadLetter(String id) throws IOException, InterruptedException {
        return ask(letter(id, "").GET());
    }

    /** Gives one another try. */
    public JsonNode replay(String id) throws IOException, InterruptedException {
        return ask(letter(id, "/replay").POST(BodyPublishers.noBody()));
    }

    /** Gives all another try. */
    public JsonNode replayAll() throws IOException, InterruptedException {
        return ask(gateway.request(LETTERS + "/replay").POST(BodyPublishers.noBody()));
    }

    /** Forgets one. */
    public void discard(String id) throws IOException, InterruptedException {
        gateway.send(letter(id, "").DELETE().timeout(PATIENCE).build());
    }

    /**
     * Compares unfinished jobs with the world.
     *
     * @param dryRun whether nothing is to be done
     * @param olderThan only what has been as it is for so long
     */
    public JsonNode sweep(boolean dryRun, Duration olderThan) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("dryRun", String.valueOf(dryRun));
        parameters.put("olderThan", olderThan.toString());
        return ask(gateway.request("/api/v1/admin/sweep?" + QueryString.of(parameters))
                .POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder letter(String id, String action) {
        return gateway.request(LETTERS + "/" + QueryString.encode(id) + action);
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return gateway.send(request.timeout(PATIENCE).build(), JsonNode.class);
    }
}

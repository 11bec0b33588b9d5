package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What tests do with jobs: wait for their end, look at their attempts, fetch what they made. */
public final class Jobs {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Api api;

    /** Jobs of a gateway. */
    public Jobs(Api api) {
        this.api = api;
    }

    /** The job at its end; fails the test unless it completed. */
    public JsonNode completed(String id) {
        JsonNode job = ended(id);
        assertThat(job.get("state").asText()).as(evidence(id)).isEqualTo("COMPLETED");
        return job;
    }

    /** The job at its end; fails the test unless it failed with the code. */
    public JsonNode failed(String id, String... codes) {
        JsonNode job = ended(id);
        assertThat(job.get("state").asText()).as(evidence(id)).isEqualTo("FAILED");
        assertThat(job.at("/failure/code").asText()).as(evidence(id)).isIn((Object[]) codes);
        assertThat(job.at("/failure/detail").asText()).isNotBlank();
        assertThat(job.at("/failure/advice").asText()).isNotBlank();
        return job;
    }

    /** The job at its end. */
    public JsonNode ended(String id) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(200))
                .until(() -> api.ended(id));
        return api.job(id);
    }

    /** Fetches what was made. */
    public Path output(String id, String name, Path directory) {
        return api.download(id, name, directory.resolve(name + ".mp4"));
    }

    /** Attempts of all tasks whose id starts so. */
    public List<JsonNode> attempts(String id, String taskPrefix) {
        List<JsonNode> attempts = new ArrayList<>();
        for (JsonNode task : api.tasks(id).get("items")) {
            if (task.get("id").asText().startsWith(taskPrefix)) {
                task.get("attempts").forEach(attempts::add);
            }
        }
        return attempts;
    }

    /** An attempt in short: its queue, whether by the command that needs the least memory, and how it ended. */
    public static String told(JsonNode attempt) {
        return "%s %s%s"
                .formatted(
                        attempt.path("queue").asText(),
                        attempt.path("lean").asBoolean() ? "lean " : "",
                        attempt.path("outcome").asText());
    }

    /** Waits until an attempt of such a task runs. */
    public void awaitRunning(String id, String taskPrefix) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> attempts(id, taskPrefix).stream().anyMatch(a -> !a.has("outcome")));
    }

    /** Says where to look when a job did not end as it should. */
    public String evidence(String id) {
        return api.job(id).toPrettyString() + "\n" + api.tasks(id).toPrettyString();
    }
}

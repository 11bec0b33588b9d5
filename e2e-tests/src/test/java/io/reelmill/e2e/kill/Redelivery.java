package io.reelmill.e2e.kill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.Api;
import io.reelmill.e2e.Jobs;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.TestClips;
import io.reelmill.stack.server.Trees;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code bench/redelivery}: kills a transcode worker in mid-chunk while another one has nothing to do, and nobody tells the gateway;
 * measures how long it takes until the broker, which sees the connection close, has handed the record to the other one, whose claim
 * ends the attempt, and until the work runs again.
 */
public final class Redelivery {

    private static final Rig.Size SIZE = new Rig.Size(2, 1);
    private static final Map<String, String> WHOLE = Map.of("REELMILL_CHUNKER_CHUNKS_PARALLEL", "1");
    private static final int FRAMES = 400;
    private static final String ONE_LONG_CHUNK = "preset=veryslow&crf=18&chunkSeconds=60";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Rig rig;
    private final Path clip;
    private final Api api;
    private final Jobs jobs;
    private final List<Long> interrupted = new ArrayList<>();
    private final List<Long> again = new ArrayList<>();

    private Redelivery(Rig rig, Path clip) {
        this.rig = rig;
        this.clip = clip;
        this.api = new Api(rig.gatewayUrl());
        this.jobs = new Jobs(api);
    }

    /** @param arguments directory of the built services, working directory, how often */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        Path clip = TestClips.clip().size(1280, 720).frames(FRAMES).write(home.resolve("clip.mp4"));
        try (Rig rig = new Rig(home.resolve("stack"), Path.of(arguments[0]), SIZE, WHOLE)) {
            rig.start(Set.of());
            Redelivery redelivery = new Redelivery(rig, clip);
            for (int time = 0; time < times; time++) {
                redelivery.measure();
            }
            redelivery.report();
        }
        Trees.delete(home);
        System.exit(0);
    }

    private void measure() {
        await().atMost(LIMIT).until(() -> rig.unready().isEmpty());
        String id = api.upload(clip, ONE_LONG_CHUNK);
        jobs.awaitRunning(id, "chunk-");
        String worker = chunk(id).get(0).get("worker").asText();
        Instant killed = Instant.now();
        rig.signal(worker, "KILL");
        await().atMost(LIMIT)
                .until(() -> chunk(id).size() == 2 && chunk(id).get(1).hasNonNull("claimedAt"));
        interrupted.add(millis(killed, chunk(id).get(0).get("endedAt")));
        again.add(millis(killed, chunk(id).get(1).get("claimedAt")));
        System.out.printf(
                "interrupted after %d ms, again at work after %d ms%n",
                interrupted.get(interrupted.size() - 1), again.get(again.size() - 1));
        api.cancel(id);
        await().atMost(LIMIT).until(() -> api.ended(id));
    }

    private List<JsonNode> chunk(String id) {
        return jobs.attempts(id, "chunk-").stream()
                .sorted(Comparator.comparingInt(attempt -> attempt.get("number").asInt()))
                .toList();
    }

    private static long millis(Instant from, JsonNode until) {
        return Duration.between(from, Instant.parse(until.asText())).toMillis();
    }

    private void report() {
        System.out.printf(
                "%d kills: interrupted after p50 %d ms, at most %d ms; again at work after p50 %d ms, at most %d ms%n",
                interrupted.size(), middle(interrupted), most(interrupted), middle(again), most(again));
    }

    private static long middle(List<Long> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    private static long most(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}

package io.reelmill.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.media.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the kernel kill an encode for memory on a real node again and again, and measures how long its work then waits, and how much of
 * the work of all encodes was for nothing.
 */
public final class OomBench {

    private static final int FRAMES = 100;

    private final NodeRig rig;
    private final List<Long> waits = new ArrayList<>();
    private long lostMillis;
    private long allMillis;

    private OomBench(NodeRig rig) {
        this.rig = rig;
    }

    /** Takes how often. */
    public static void main(String[] arguments) throws IOException {
        int times = Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("reelmill-oom");
        Path clip = TestClips.clip().size(1920, 1080).frames(FRAMES).write(directory.resolve("clip.mp4"));
        OomBench bench = new OomBench(NodeRig.running());
        String source = "source: {s3: {bucket: reelmill, key: %s}}\n".formatted(bench.rig.place(clip));
        for (int time = 1; time <= times; time++) {
            bench.measure("oom-" + time, source + OomNodeIT.OUTGROWS_SMALL);
        }
        bench.report();
        System.exit(0);
    }

    private void measure(String name, String spec) throws IOException {
        rig.apply(name, spec);
        List<JsonNode> attempts = rig.exact(name, FRAMES);
        List<JsonNode> killed = attempts.stream()
                .filter(attempt -> attempt.get("outcome").asText().equals("OOM_KERNEL"))
                .toList();
        if (killed.size() != 1 || attempts.size() != 3) {
            throw new IllegalStateException(name + " is not what was to be measured: " + attempts);
        }
        JsonNode next = attempts.stream()
                .filter(attempt -> attempt.get("number").asInt() == 2)
                .findFirst()
                .orElseThrow();
        Instant kill = time(killed.get(0), "claimedAt").plusMillis(millis(killed.get(0)));
        waits.add(Duration.between(kill, time(next, "claimedAt")).toMillis());
        lostMillis += millis(killed.get(0));
        allMillis += attempts.stream().mapToLong(OomBench::millis).sum();
        System.out.printf("%s: the next attempt ran %d ms after the kill%n", name, waits.get(waits.size() - 1));
    }

    private static Instant time(JsonNode attempt, String field) {
        return Instant.parse(attempt.get(field).asText());
    }

    private static long millis(JsonNode attempt) {
        return attempt.get("millis").asLong();
    }

    private void report() {
        List<Long> sorted = waits.stream().sorted().toList();
        System.out.printf(
                "%d kills, all jobs complete and exact: next attempt after p50 %d ms, p99 %d ms, at most %d ms; %.0f %% of the time"
                        + " of all encodes was of those that were killed%n",
                sorted.size(),
                rank(sorted, 0.5),
                rank(sorted, 0.99),
                sorted.get(sorted.size() - 1),
                100.0 * lostMillis / allMillis);
    }

    private static long rank(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}

package io.reelmill.e2e.kill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.common.ObjectKeys;
import io.reelmill.e2e.Redis;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.process.Signals;
import io.reelmill.stack.server.Endpoints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Faults that are neither deaths nor outages. */
final class Oddities {

    private static final Duration STALL_LIMIT = Duration.ofMinutes(4);
    private static final Duration CHUNK_LIMIT = Duration.ofMinutes(1);

    private Oddities() {}

    static Fault flush() {
        return new Fault(
                "empty redis",
                (scene, stage) -> Redis.flushAll(scene.rig().endpoints().redisUrl()),
                Set.of(),
                Budgets.afterOutage());
    }

    /** ffmpeg stands still; it is noticed by the frames that do not come. */
    static Fault stalledEncoder() {
        return new Fault(
                "freeze ffmpeg",
                (scene, stage) -> {
                    long worker = scene.rig().pid(stage.instance("transcode", scene));
                    await().atMost(CHUNK_LIMIT).until(() -> encoder(worker).isPresent());
                    encoder(worker).ifPresent(encoder -> Signals.send(encoder.pid(), "STOP"));
                    await().atMost(STALL_LIMIT).ignoreExceptions().until(() -> scene.attempts().stream()
                            .anyMatch(a -> a.path("outcome").asText().equals("STALLED")));
                },
                Set.of("STALLED"),
                Budgets.afterDeath());
    }

    private static Optional<ProcessHandle> encoder(long worker) {
        return ProcessHandle.of(worker).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(child -> child.info().command().orElse("").endsWith("/ffmpeg"))
                .findFirst();
    }

    /** Half of what a finished encode stored is lost. */
    static Fault cutChunk() {
        return new Fault(
                "cut a stored chunk",
                (scene, stage) -> {
                    JsonNode done = await().atMost(CHUNK_LIMIT)
                            .until(() -> finishedChunk(scene), Optional::isPresent)
                            .orElseThrow();
                    Path file = scene.rig()
                            .home()
                            .storage()
                            .resolve(Endpoints.BUCKET)
                            .resolve(stored(scene, done));
                    try (RandomAccessFile chunk = new RandomAccessFile(file.toFile(), "rw")) {
                        chunk.setLength(chunk.length() / 2);
                    }
                },
                Set.of("VERIFY_FAILED", "SUCCEEDED AGAIN"),
                Budgets.afterDeath());
    }

    private static Optional<JsonNode> finishedChunk(Scene scene) {
        for (JsonNode task : scene.tasks()) {
            if (task.get("kind").asText().equals("CHUNK")
                    && task.get("state").asText().equals("DONE")) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    private static String stored(Scene scene, JsonNode chunk) throws IOException {
        String prefix = ObjectKeys.intermediatePrefixes(scene.id()).get(1);
        Path folder = scene.rig().home().storage().resolve(Endpoints.BUCKET).resolve(prefix);
        String suffix = "%05d-%d.mp4"
                .formatted(chunk.get("chunk").asInt(), chunk.get("attempt").asInt());
        try (Stream<Path> files = Files.walk(folder)) {
            Path file =
                    files.filter(f -> f.toString().endsWith(suffix)).findFirst().orElseThrow();
            return prefix + folder.relativize(file);
        }
    }

    /** Everything that was ever said is said again, the last first. */
    static Fault repeatedMessages() {
        return new Fault(
                "repeat all messages backwards",
                (scene, stage) -> {
                    try (Repeater repeater =
                            new Repeater(scene.rig().endpoints().kafkaBootstrapServers())) {
                        repeater.repeatBackwards();
                        await().atMost(CHUNK_LIMIT).until(() -> finishedChunk(scene), Optional::isPresent);
                        repeater.repeatBackwards();
                    }
                },
                Set.of(),
                Budgets.afterDeath());
    }

    /** There is no room on the disk that workers write to until an encode has failed of it. Needs a {@link SmallDisk}. */
    static Fault fullDisk() {
        return new Fault(
                "fill the scratch disk",
                (scene, stage) -> {
                    Path filler = fill(scene.rig());
                    try {
                        await().atMost(CHUNK_LIMIT).ignoreExceptions().until(() -> scene.attempts().stream()
                                .anyMatch(a -> a.path("outcome").asText().equals("DISK_FULL")));
                    } finally {
                        Files.delete(filler);
                    }
                },
                Set.of("DISK_FULL"),
                Budgets.afterDeath());
    }

    private static Path fill(Rig rig) throws IOException {
        Path filler = rig.home().scratch().resolve("filler");
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            return filler;
        }
    }
}

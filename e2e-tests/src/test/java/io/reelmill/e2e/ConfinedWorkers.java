package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.Decoded;
import io.reelmill.media.memory.TestingCgroup;
import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole Reelmill whose transcode workers each run in a memory cgroup of their own, of version 1 or 2. Their heaps are
 * resident from the start, so that what a cgroup has beside them is for ffmpeg.
 */
final class ConfinedWorkers implements AutoCloseable {

    static final long MIB = 1L << 20;

    /** More than anything here needs. */
    private static final long AMPLE = 6L << 30;

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration ENDED = Duration.ofSeconds(30);
    private static final List<String> RESIDENT_HEAP = List.of("-Xms128m", "-XX:+AlwaysPreTouch");

    private final Map<String, TestingCgroup> cgroups = new LinkedHashMap<>();
    private final Path directory;
    private final Rig rig;
    private final Api api;
    private final Jobs jobs;

    /**
     * Starts it, or skips the tests with a printed reason.
     *
     * @param everywhere variables of all services
     * @param workers variables of each worker
     */
    ConfinedWorkers(Path directory, Map<String, String> everywhere, List<Map<String, String>> workers) {
        this.directory = directory;
        for (int number = 1; number <= workers.size(); number++) {
            cgroups.put("transcode-" + number, cgroup());
        }
        this.rig = new Rig(
                directory.resolve("stack"),
                Path.of("").toAbsolutePath().getParent(),
                new Rig.Size(workers.size(), 1),
                everywhere,
                spec -> cgroups.containsKey(spec.name()) ? confined(spec, workers) : spec);
        rig.start(Set.of());
        await().atMost(READY).until(rig::ready);
        this.api = new Api(rig.gatewayUrl());
        this.jobs = new Jobs(api);
    }

    private static TestingCgroup cgroup() {
        try {
            TestingCgroup made = TestingCgroup.create(AMPLE).orElse(null);
            if (made == null) {
                System.out.println("SKIPPED: memory cgroups cannot be written here");
            }
            assumeTrue(made != null, "memory cgroups cannot be written here");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessSpec confined(ProcessSpec spec, List<Map<String, String>> workers) {
        int number = Integer.parseInt(spec.name().substring(spec.name().indexOf('-') + 1));
        Map<String, String> environment = new HashMap<>(spec.environment());
        // What tasks may use together is more than the cgroup has: it alone limits them.
        environment.put("REELMILL_WORKER_MEMORY", String.valueOf(AMPLE));
        environment.putAll(workers.get(number - 1));
        List<String> command = new ArrayList<>(spec.command());
        command.addAll(1, RESIDENT_HEAP);
        return new ProcessSpec(
                spec.name(),
                cgroups.get(spec.name()).around(command),
                environment,
                spec.directory(),
                spec.log(),
                spec.stopSignal(),
                spec.grace());
    }

    Rig rig() {
        return rig;
    }

    Jobs jobs() {
        return jobs;
    }

    /** Starts a job. */
    String submit(Path clip, String query) {
        return api.upload(clip, query);
    }

    /** The attempts of the job's chunks, once it has completed with all of its pictures in order. */
    List<JsonNode> exact(String id, int frames) throws IOException {
        JsonNode job = jobs.completed(id);
        Path output = jobs.output(id, job.at("/outputs/0/name").asText(), directory);
        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(frames));
        Files.delete(output);
        return jobs.attempts(id, "chunk-");
    }

    /** Lets a worker use so much more than it uses now; what it uses now is that of a worker without work. */
    void leave(String worker, long bytes) throws IOException {
        TestingCgroup cgroup = cgroups.get(worker);
        cgroup.limit(cgroup.usedBytes() + bytes);
    }

    /** Lets the kernel kill the worker itself before its encodes, which are the likelier victims otherwise. */
    void sacrifice(String worker) throws IOException {
        Files.writeString(Path.of("/proc", String.valueOf(rig.pid(worker)), "oom_score_adj"), "1000");
    }

    /** Processes of a worker that the kernel has killed so far. */
    long kills(String worker) {
        return cgroups.get(worker).oomKills();
    }

    @Override
    public void close() {
        rig.close();
        cgroups.values()
                .forEach(cgroup -> await().atMost(ENDED).ignoreExceptions().until(() -> {
                    cgroup.close();
                    return true;
                }));
    }
}

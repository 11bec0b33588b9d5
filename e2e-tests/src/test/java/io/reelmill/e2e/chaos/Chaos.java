package io.reelmill.e2e.chaos;

import io.reelmill.e2e.Api;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.TestClips;
import io.reelmill.stack.server.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code bench/chaos}: several jobs at once, all the time, while disasters happen that a seed draws. In the end everything
 * is whole again, and every job must have ended, once, with the right frames. Exit code 1 when one has not.
 */
public final class Chaos {

    private static final int SENDERS = 5;
    private static final int GATEWAYS = 2;
    private static final int WORKERS = 3;
    private static final Duration UPLOAD_END = Duration.ofMinutes(8);
    private static final Duration READY = Duration.ofMinutes(3);

    private final Rig rig;
    private final Random random;
    private final double pace;
    private final Api api;
    private final List<Verdict.Event> events = new ArrayList<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final ExecutorService repairs = Executors.newCachedThreadPool();
    private final List<Future<?>> pending = new ArrayList<>();

    private Chaos(Rig rig, long seed, double pace) {
        this.rig = rig;
        this.random = new Random(seed);
        this.pace = pace;
        this.api = new Api(rig.gatewayUrl());
    }

    /**
     * @param arguments directory of the built services, working directory, disasters, seed, mean seconds between two
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]);
        int kills = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        boolean clean;
        try (Rig rig =
                new Rig(home.resolve("stack"), Path.of(arguments[0]), new Rig.Size(GATEWAYS, WORKERS, 1), Map.of())) {
            clean = new Chaos(rig, seed, Double.parseDouble(arguments[4])).run(kills, home);
        }
        if (clean) {
            Trees.delete(home);
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run(int kills, Path home) throws Exception {
        Path clips = Files.createDirectories(home.resolve("clips"));
        List<Load.Clip> sources = List.of(
                clip(clips.resolve("a.mp4"), 320, 180, 200),
                clip(clips.resolve("b.mkv"), 640, 360, 250),
                clip(clips.resolve("c.mp4"), 960, 540, 300));
        rig.start(Set.of());
        await(READY, rig::ready, () -> "not ready: " + rig.unready());
        Orders orders = new Orders();
        List<Load> loads = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            Load load = new Load(api, sources, new Random(random.nextLong()), orders);
            loads.add(load);
            senders.execute(load);
        }
        Instant begun = Instant.now();
        for (int i = 1; i <= kills; i++) {
            strike(i);
            TimeUnit.MILLISECONDS.sleep((long) (pace * 1000 * (0.3 + 1.4 * random.nextDouble())));
        }
        loads.forEach(Load::stop);
        for (Future<?> repair : pending) {
            repair.get();
        }
        Duration struck = Duration.between(begun, Instant.now());
        Instant healed = Instant.now();
        await(READY, rig::ready, () -> "not ready: " + rig.unready());
        senders.shutdownNow();
        say("%d disasters in %d s; everything is whole again, %s".formatted(kills, struck.toSeconds(), orders));
        await(UPLOAD_END, () -> orders.jobs().stream().allMatch(api::ended), () -> "");
        say("all accepted jobs have ended after %d s"
                .formatted(Duration.between(healed, Instant.now()).toSeconds()));
        await(
                UPLOAD_END,
                () -> api.jobs().stream()
                        .allMatch(job -> api.ended(job.get("id").asText())),
                () -> "");
        say("all jobs have ended after %d s"
                .formatted(Duration.between(healed, Instant.now()).toSeconds()));
        repairs.shutdown();
        Verdict verdict = new Verdict(api, events, home);
        verdict.judge(orders);
        System.out.print(verdict.text());
        return verdict.clean();
    }

    /** What is broken is not broken again before it is whole. */
    private void strike(int number) {
        Disaster.Blow blow = Disaster.any(random).draw(rig, random);
        while (!broken.add(blow.target())) {
            blow = Disaster.any(random).draw(rig, random);
        }
        Disaster.Blow drawn = blow;
        events.add(new Verdict.Event(Instant.now(), drawn.target(), drawn.what()));
        say("%4d  %s%s".formatted(number, drawn.what(), drawn.seconds() > 0 ? " for " + drawn.seconds() + " s" : ""));
        drawn.begin().run();
        pending.add(repairs.submit(() -> {
            TimeUnit.SECONDS.sleep(drawn.seconds());
            drawn.end().run();
            broken.remove(drawn.target());
            return null;
        }));
    }

    private static Load.Clip clip(Path file, int width, int height, int frames) {
        TestClips.clip().size(width, height).frames(frames).audio("eng").write(file);
        return new Load.Clip(file, frames);
    }

    /** A condition. */
    private interface Condition {
        boolean holds();
    }

    private static void await(Duration limit, Condition condition, Supplier<String> otherwise)
            throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (RuntimeException e) {
                // It does not answer yet.
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        say("waited in vain for " + limit.toSeconds() + " s; " + otherwise.get());
    }

    private static void say(String what) {
        System.out.printf("%tT  %s%n", System.currentTimeMillis(), what);
    }
}

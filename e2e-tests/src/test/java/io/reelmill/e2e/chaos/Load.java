package io.reelmill.e2e.chaos;

import io.reelmill.e2e.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who sends one job after the other and tries again when nobody answers. */
final class Load implements Runnable {

    private static final long PAUSE_MILLIS = 500;
    /** Chunks that take seconds, so that what dies dies in the middle of something. */
    private static final String QUERY = "codec=h264&preset=medium&crf=20&chunkSeconds=4";

    /**
     * A source.
     *
     * @param file where it is
     * @param frames how many it has
     */
    record Clip(Path file, int frames) {}

    private final Api api;
    private final List<Clip> clips;
    private final Random random;
    private final Map<String, Clip> accepted;
    private final AtomicInteger refused;
    private volatile boolean stopping;

    /**
     * @param accepted gets every job that was accepted
     * @param refused counts the attempts that came to nothing
     */
    Load(Api api, List<Clip> clips, Random random, Map<String, Clip> accepted, AtomicInteger refused) {
        this.api = api;
        this.clips = clips;
        this.random = random;
        this.accepted = accepted;
        this.refused = refused;
    }

    static Map<String, Clip> jobs() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                Clip clip = clips.get(random.nextInt(clips.size()));
                String id = send(clip);
                while (id != null && !stopping && !ended(id)) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null where nobody took it. */
    private String send(Clip clip) throws InterruptedException {
        try {
            String id = api.upload(clip.file(), QUERY);
            accepted.put(id, clip);
            return id;
        } catch (RuntimeException e) {
            refused.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return null;
        }
    }

    private boolean ended(String id) {
        try {
            return api.ended(id);
        } catch (RuntimeException e) {
            return false;
        }
    }

    void stop() {
        stopping = true;
    }
}

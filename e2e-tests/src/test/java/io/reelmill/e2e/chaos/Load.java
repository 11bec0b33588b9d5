package io.reelmill.e2e.chaos;

import io.reelmill.e2e.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Somebody who sends one job after the other, retries some, cancels some, and tries again when nobody answers. */
final class Load implements Runnable {

    private static final long PAUSE_MILLIS = 500;
    /** One of so many jobs is a retry, one of so many is cancelled, after so many pauses at most. */
    private static final int RETRIES = 4;

    private static final int CANCELS = 8;
    private static final int MOST_PAUSES = 40;
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
    private final Orders orders;
    private volatile boolean stopping;

    Load(Api api, List<Clip> clips, Random random, Orders orders) {
        this.api = api;
        this.clips = clips;
        this.random = random;
        this.orders = orders;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try {
                    follow(random.nextInt(RETRIES) == 0 ? again() : send());
                } catch (RuntimeException e) {
                    orders.refused();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String send() {
        Clip clip = clips.get(random.nextInt(clips.size()));
        String id = api.upload(clip.file(), QUERY);
        orders.accepted(id, clip);
        return id;
    }

    /** Of any job that was accepted, whatever has become of it. */
    private String again() {
        List<String> jobs = orders.sorted();
        if (jobs.isEmpty()) {
            return send();
        }
        String first = jobs.get(random.nextInt(jobs.size()));
        String id = api.retry(first, "{}");
        orders.retried(id, orders.clip(first));
        return id;
    }

    private void follow(String id) throws InterruptedException {
        long cancelAfter = random.nextInt(CANCELS) == 0 ? random.nextInt(MOST_PAUSES) : Long.MAX_VALUE;
        for (long pauses = 0; !stopping && !ended(id); pauses++) {
            if (pauses == cancelAfter) {
                orders.cancelling(id);
                api.cancel(id);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
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

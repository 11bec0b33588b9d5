package io.reelmill.operator.pods;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was told of one container: how often it ended, and the ends that its status still shows.
 *
 * @param count ends that were told, orderly, or known to be missed
 * @param idle how many of the last ones, one soon after the other, were deaths that cost no task
 * @param keys of the last ends
 */
record Told(int count, int idle, List<String> keys) {

    /** Back-offs are shorter, and end after as long a run. */
    static final Duration SOON = Duration.ofMinutes(10);

    /** A status shows at most two. */
    private static final int KEPT = 4;

    private static final String SEPARATOR = " ";
    private static final String IDLE = "/";

    Told {
        keys = List.copyOf(keys);
    }

    /** As it is kept: the count, where it is not 0 that of the last deaths without a task, then the keys. */
    static Told read(Optional<String> text) {
        if (text.isEmpty()) {
            return new Told(0, 0, List.of());
        }
        String[] parts = text.get().split(SEPARATOR);
        String[] counts = parts[0].split(IDLE);
        return new Told(
                Integer.parseInt(counts[0]),
                counts.length > 1 ? Integer.parseInt(counts[1]) : 0,
                List.of(parts).subList(1, parts.length));
    }

    String write() {
        return count + (idle > 0 ? IDLE + idle : "") + SEPARATOR + String.join(SEPARATOR, keys);
    }

    boolean knows(PodDeath death) {
        return keys.contains(death.key());
    }

    /**
     * With one more end.
     *
     * @param withoutTask whether it was a death that cost no task
     */
    Told with(PodDeath end, boolean withoutTask) {
        List<String> more = new ArrayList<>(keys);
        more.add(end.key());
        int inARow = withoutTask ? soon(end) ? idle + 1 : 1 : 0;
        return new Told(count + 1, inARow, more.subList(Math.max(0, more.size() - KEPT), more.size()));
    }

    private boolean soon(PodDeath end) {
        return !keys.isEmpty()
                && PodDeath.at(keys.get(keys.size() - 1)).plus(SOON).isAfter(end.at());
    }

    /**
     * Ends that nobody saw: a status keeps the last one only.
     *
     * @param ends how often the container has ended, as its status counts
     */
    int missed(int ends) {
        return Math.max(0, ends - count);
    }

    /** All ends up to now are known of. */
    Told upTo(int ends) {
        return new Told(Math.max(count, ends), idle, keys);
    }
}

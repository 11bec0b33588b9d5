package io.reelmill.operator.pods;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was told of one container: how often it ended, and the ends that its status still shows.
 *
 * @param count ends that were told or known to be missed
 * @param keys of the last ends that were told
 */
record Told(int count, List<String> keys) {

    /** A status shows at most two. */
    private static final int KEPT = 4;

    private static final String SEPARATOR = " ";

    Told {
        keys = List.copyOf(keys);
    }

    /** As it is kept: the count, then the keys. */
    static Told read(Optional<String> text) {
        if (text.isEmpty()) {
            return new Told(0, List.of());
        }
        String[] parts = text.get().split(SEPARATOR);
        return new Told(Integer.parseInt(parts[0]), List.of(parts).subList(1, parts.length));
    }

    String write() {
        return count + SEPARATOR + String.join(SEPARATOR, keys);
    }

    boolean knows(PodDeath death) {
        return keys.contains(death.key());
    }

    Told with(PodDeath death) {
        List<String> more = new ArrayList<>(keys);
        more.add(death.key());
        return new Told(count + 1, more.subList(Math.max(0, more.size() - KEPT), more.size()));
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
        return new Told(Math.max(count, ends), keys);
    }
}

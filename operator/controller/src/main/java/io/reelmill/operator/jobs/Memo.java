package io.reelmill.operator.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the operator keeps in mind of each MediaJob; all of it may be lost. Thread-safe. */
@ApplicationScoped
class Memo {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int LONGEST_EXPONENT = 16;

    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** When the status of a MediaJob was written last; null when that is not known. */
    Instant written(String uid) {
        return written.get(uid);
    }

    void written(String uid, Instant at) {
        written.put(uid, at);
    }

    /** The rest after one more failure in a row; doubles with each. */
    Duration failed(String uid, Duration longest) {
        int before = failures.merge(uid, 1, Integer::sum) - 1;
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(before, LONGEST_EXPONENT));
        return rest.compareTo(longest) > 0 ? longest : rest;
    }

    void succeeded(String uid) {
        failures.remove(uid);
    }

    void forget(String uid) {
        written.remove(uid);
        failures.remove(uid);
    }
}

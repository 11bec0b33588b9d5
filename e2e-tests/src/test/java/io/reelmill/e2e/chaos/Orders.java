package io.reelmill.e2e.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was asked of the system, and what it answered. Thread-safe. */
final class Orders {

    private final Map<String, Load.Clip> accepted = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** A job was accepted. */
    void accepted(String id, Load.Clip clip) {
        accepted.put(id, clip);
    }

    /** An accepted job's source is processed again by another job. */
    void retried(String id, Load.Clip clip) {
        retries.incrementAndGet();
        accepted(id, clip);
    }

    /** Somebody is about to cancel a job, and may come too late for it. */
    void cancelling(String id) {
        cancelled.add(id);
    }

    /** A request came to nothing. */
    void refused() {
        refused.incrementAndGet();
    }

    /** The jobs that were accepted. */
    Set<String> jobs() {
        return accepted.keySet();
    }

    /** Those of them that may be retried, in an order that does not depend on the moment. */
    List<String> sorted() {
        return accepted.keySet().stream().sorted().toList();
    }

    /** What a job was made of; null where its caller had no answer. */
    Load.Clip clip(String id) {
        return accepted.get(id);
    }

    /** Whether a job may have been cancelled. */
    boolean cancelled(String id) {
        return cancelled.contains(id);
    }

    @Override
    public String toString() {
        return "%d jobs accepted, %d of them retries; %d cancelled, %d requests refused"
                .formatted(accepted.size(), retries.get(), cancelled.size(), refused.get());
    }
}

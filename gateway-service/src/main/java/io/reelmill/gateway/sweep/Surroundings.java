package io.reelmill.gateway.sweep;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The world as a sweep saw it, before it looked at the jobs. What could not be asked is empty, and proves nothing.
 *
 * @param unread records per queue that no worker has finished with; a queue that is not known is missing
 * @param unsent records that the broker has not taken, by key, with the time when they were written
 * @param workers latest heartbeats by worker
 */
record Surroundings(
        Optional<Map<WorkQueue, Long>> unread, Map<String, Instant> unsent, Optional<Map<String, Heartbeat>> workers) {

    /** Whether it is known that nothing is left in the queue. */
    boolean drained(WorkQueue queue) {
        return unread.map(queues -> queues.get(queue))
                .filter(count -> count == 0)
                .isPresent();
    }

    /** Whether it is known that no slot takes from the queue. */
    boolean unserved(WorkQueue queue) {
        return workers.filter(all -> all.values().stream()
                        .noneMatch(
                                worker -> !worker.draining() && worker.queues().contains(queue)))
                .isPresent();
    }

    /** Whether a worker says that it holds the record of the attempt, and waits for room. */
    boolean waits(String jobId, String taskId, int attempt) {
        return workers.filter(all -> all.values().stream().anyMatch(worker -> worker.waits(jobId, taskId, attempt)))
                .isPresent();
    }

    /** Names of the servers that did not answer. */
    List<String> blind() {
        List<String> names = new ArrayList<>();
        if (unread.isEmpty()) {
            names.add("Kafka");
        }
        if (workers.isEmpty()) {
            names.add("Redis");
        }
        return names;
    }

    /** Keys of the objects of one job; empty when storage does not answer. */
    record Stored(Optional<Set<String>> keys) {
        boolean lacks(String key) {
            return keys.filter(all -> !all.contains(key)).isPresent();
        }
    }
}

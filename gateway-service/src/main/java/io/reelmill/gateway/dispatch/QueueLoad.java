package io.reelmill.gateway.dispatch;

import java.util.Map;

/**
 * How full a queue is.
 *
 * @param window most tasks that may be released or running at once
 * @param running tasks that are running, by job
 */
record QueueLoad(int window, Map<String, Integer> running) {

    QueueLoad {
        running = Map.copyOf(running);
    }

    /** Tasks that may be released, those included that are. */
    int room() {
        return window - running.values().stream().mapToInt(Integer::intValue).sum();
    }
}

package io.reelmill.gateway.dispatch;

import java.util.Map;

/**
 * How full a queue is.
 *
 * @param window most tasks that may be released or running at once
 * @param inFlight tasks released or running, by job
 */
record QueueLoad(int window, Map<String, Integer> inFlight) {

    QueueLoad {
        inFlight = Map.copyOf(inFlight);
    }

    int room() {
        return window - inFlight.values().stream().mapToInt(Integer::intValue).sum();
    }
}

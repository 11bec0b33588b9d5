package io.reelmill.gateway.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to release now.
 *
 * @param releases ids of tasks by job, in the order of their turns
 */
record DispatchPlan(Map<String, List<String>> releases) {

    DispatchPlan {
        releases = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(releases));
    }
}

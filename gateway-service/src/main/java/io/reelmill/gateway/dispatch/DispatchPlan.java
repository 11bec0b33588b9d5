package io.reelmill.gateway.dispatch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to release now, and what to take back for it.
 *
 * @param releases ids of tasks by job, in the order of their turns
 * @param takenBack released tasks in whose place others go
 */
record DispatchPlan(Map<String, List<String>> releases, List<Candidate> takenBack) {

    DispatchPlan {
        releases = Collections.unmodifiableMap(new LinkedHashMap<>(releases));
        takenBack = List.copyOf(takenBack);
    }
}

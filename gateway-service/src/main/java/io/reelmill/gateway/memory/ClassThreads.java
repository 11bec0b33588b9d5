package io.reelmill.gateway.memory;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many threads the workers of each class give to a task, which decides much of what it takes. */
@ApplicationScoped
class ClassThreads {

    private final LiveWorkers workers;
    private volatile Map<WorkQueue, Integer> known = Map.of();

    ClassThreads(LiveWorkers workers) {
        this.workers = workers;
    }

    /** Of classes that have or had a live worker. Never fails: while Redis cannot tell, what was known last holds. */
    Uni<Map<WorkQueue, Integer>> known() {
        return workers.all()
                .invoke(heartbeats -> known = most(known, heartbeats.values()))
                .onItemOrFailure()
                .transform((heartbeats, failure) -> known);
    }

    /** The most where workers of one class differ: what is released may come to any of them. */
    static Map<WorkQueue, Integer> most(Map<WorkQueue, Integer> before, Collection<Heartbeat> heartbeats) {
        Map<WorkQueue, Integer> now = new EnumMap<>(WorkQueue.class);
        for (Heartbeat heartbeat : heartbeats) {
            if (heartbeat.threads() > 0) {
                heartbeat.queues().forEach(queue -> now.merge(queue, heartbeat.threads(), Math::max));
            }
        }
        before.forEach(now::putIfAbsent);
        return now;
    }
}

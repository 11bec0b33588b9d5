package io.reelmill.gateway.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many slots take work from each queue. While Redis cannot tell, what was known last is assumed to hold. */
@ApplicationScoped
class LiveSlots {

    private final LiveWorkers workers;
    private volatile Map<WorkQueue, Integer> known = oneEach();

    LiveSlots(LiveWorkers workers, MeterRegistry metrics) {
        this.workers = workers;
        for (WorkQueue queue : WorkQueue.values()) {
            metrics.gauge(Telemetry.SLOTS, Tags.of("queue", queue.name()), this, slots -> slots.known(queue));
        }
    }

    private int known(WorkQueue queue) {
        return known.getOrDefault(queue, 0);
    }

    /** Never fails. */
    Uni<Map<WorkQueue, Integer>> count() {
        return workers.all()
                .map(heartbeats -> count(heartbeats.values()))
                .invoke(slots -> known = slots)
                .onFailure()
                .recoverWithItem(() -> known);
    }

    static Map<WorkQueue, Integer> count(Collection<Heartbeat> heartbeats) {
        Map<WorkQueue, Integer> slots = new EnumMap<>(WorkQueue.class);
        for (Heartbeat heartbeat : heartbeats) {
            if (!heartbeat.draining()) {
                heartbeat.queues().forEach(queue -> slots.merge(queue, heartbeat.slots(), Integer::sum));
            }
        }
        return slots;
    }

    /** Before Redis ever answered: enough for work to go on. */
    private static Map<WorkQueue, Integer> oneEach() {
        Map<WorkQueue, Integer> slots = new EnumMap<>(WorkQueue.class);
        for (WorkQueue queue : WorkQueue.values()) {
            slots.put(queue, 1);
        }
        return slots;
    }
}

package io.reelmill.gateway.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What the workers' slots take and hold. While Redis cannot tell, what was known last is assumed to hold. */
@ApplicationScoped
class LiveSlots {

    private final LiveWorkers workers;
    private final Clock clock;
    private final RoomWaits waits = new RoomWaits();
    private volatile LiveWork known = new LiveWork(oneEach(), Set.of());

    LiveSlots(LiveWorkers workers, MeterRegistry metrics, Clock clock) {
        this.workers = workers;
        this.clock = clock;
        for (WorkQueue queue : WorkQueue.values()) {
            metrics.gauge(Telemetry.SLOTS, Tags.of("queue", queue.name()), this, slots -> slots.known(queue));
        }
    }

    private int known(WorkQueue queue) {
        return known.slots().getOrDefault(queue, 0);
    }

    /** Never fails. */
    Uni<LiveWork> look() {
        return workers.all()
                .map(heartbeats -> look(heartbeats.values()))
                .invoke(work -> known = work)
                .onFailure()
                .recoverWithItem(() -> known);
    }

    private synchronized LiveWork look(Collection<Heartbeat> heartbeats) {
        return new LiveWork(count(heartbeats), waits.look(clock.instant(), heartbeats));
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

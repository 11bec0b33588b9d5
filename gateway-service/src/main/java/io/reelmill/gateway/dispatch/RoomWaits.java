package io.reelmill.gateway.dispatch;

import io.reelmill.common.message.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Released attempts that workers were lately seen to hold while they wait for room. They are no more lost on the way than those
 * that run. One remains so for as long as a silent worker is waited for: Redis may have been emptied. Not thread-safe.
 */
final class RoomWaits {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Map<WaitingWork.Released, Instant> seen = new HashMap<>();

    /** All of them, after one look at the latest heartbeats. */
    Set<WaitingWork.Released> look(Instant now, Collection<Heartbeat> heartbeats) {
        seen.values().removeIf(last -> last.isBefore(now.minus(SILENCE)));
        heartbeats.stream()
                .flatMap(heartbeat -> heartbeat.waiting().stream())
                .forEach(task -> seen.put(new WaitingWork.Released(task.jobId(), task.taskId(), task.attempt()), now));
        return Set.copyOf(seen.keySet());
    }
}

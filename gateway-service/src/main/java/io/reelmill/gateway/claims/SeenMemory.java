package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.jobs.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memory that attempts were seen to use, as heartbeats told it once a second. It outlives them: when a worker dies its last
 * heartbeat is soon gone, or overwritten by the next process. Every replica watches all workers, so that whichever is told of
 * a death knows what there was to see; one that has just been started may not. Thread-safe.
 */
@ApplicationScoped
public class SeenMemory {

    /** Longer than a report about a death is of use. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    /** Some megabytes; the attempts that have been over for longest are forgotten first. */
    private static final int MOST = 20_000;

    /** Those that were last known to run longest ago come first. */
    private final Map<HeldAttempt, Entry> entries = new LinkedHashMap<>();

    /**
     * What was seen of an attempt.
     *
     * @param lastBytes resident memory of its child process when it was last seen
     * @param highestBytes most that was seen
     * @param reporting whether its work had ended when it was last seen
     */
    public record Seen(long lastBytes, long highestBytes, boolean reporting) {}

    private record Entry(Seen seen, Instant running) {}

    /** What was seen of an attempt; empty when nobody saw any memory, or it has been over for long. */
    public synchronized Optional<Seen> of(String jobId, Attempt attempt) {
        HeldAttempt held =
                new HeldAttempt(jobId, attempt.taskId(), attempt.number(), attempt.workerId(), attempt.incarnation());
        return Optional.ofNullable(entries.get(held)).map(Entry::seen);
    }

    /** Takes in one look at all running attempts and all heartbeats. */
    synchronized void look(Instant now, Collection<HeldAttempt> running, Map<String, Heartbeat> heartbeats) {
        for (HeldAttempt attempt : running) {
            Entry known = entries.remove(attempt);
            Optional<Seen> seen = attempt.in(heartbeats.get(attempt.workerId()))
                    .filter(SeenMemory::tells)
                    .map(shown -> add(known, shown))
                    .or(() -> Optional.ofNullable(known).map(Entry::seen));
            seen.ifPresent(latest -> entries.put(attempt, new Entry(latest, now)));
        }
        forget(now.minus(KEPT));
    }

    /** What has not begun its work uses nothing yet, which says nothing about it. */
    private static boolean tells(Heartbeat.Running shown) {
        return shown.memoryBytes() > 0 || shown.phase() == Heartbeat.Phase.REPORTING;
    }

    private static Seen add(Entry known, Heartbeat.Running shown) {
        long bytes = shown.memoryBytes();
        long highest = known == null ? bytes : Math.max(bytes, known.seen().highestBytes());
        return new Seen(bytes, highest, shown.phase() == Heartbeat.Phase.REPORTING);
    }

    private void forget(Instant before) {
        var oldest = entries.values().iterator();
        while (oldest.hasNext() && (oldest.next().running().isBefore(before) || entries.size() > MOST)) {
            oldest.remove();
        }
    }
}

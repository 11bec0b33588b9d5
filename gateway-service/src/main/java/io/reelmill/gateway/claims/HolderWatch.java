package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers since when holders of attempts have shown nothing. Only what was observed counts: time in which Redis could
 * not be asked, or was emptied, is no silence. Not thread-safe.
 */
public final class HolderWatch {

    private final Limits limits;
    private final Map<HeldAttempt, Absence> absences = new HashMap<>();
    private Instant blackoutSince;
    private int heard;

    HolderWatch(Limits limits) {
        this.limits = limits;
    }

    /**
     * How long each kind of absence is tolerated.
     *
     * @param silent no heartbeat at all
     * @param restarted heartbeats of a later process of the same worker
     * @param idle heartbeats that do not list the attempt
     * @param blackout no heartbeat of anybody, before silence begins to count
     */
    record Limits(Duration silent, Duration restarted, Duration idle, Duration blackout) {}

    /** An attempt whose holder is gone, and what shows it. */
    record Lost(HeldAttempt attempt, String detail) {}

    private enum Kind {
        SILENT,
        RESTARTED,
        IDLE
    }

    private record Absence(Kind kind, Instant since) {}

    /** Redis could not be asked, or had lost what was in it: nothing is known, counting begins anew. */
    void blind() {
        absences.clear();
    }

    /** What follows from one look at all running attempts and all heartbeats. */
    List<Lost> look(Instant now, Collection<HeldAttempt> running, Map<String, Heartbeat> heartbeats) {
        Set<HeldAttempt> absent = running.stream()
                .filter(attempt -> !attempt.shownBy(heartbeats.get(attempt.workerId())))
                .collect(Collectors.toSet());
        absences.keySet().retainAll(absent);
        boolean blackout = blackout(now, running, heartbeats);
        List<Lost> lost = new ArrayList<>();
        for (HeldAttempt attempt : absent) {
            Kind kind = kind(attempt, heartbeats.get(attempt.workerId()));
            if (blackout && kind == Kind.SILENT) {
                absences.remove(attempt);
                continue;
            }
            Absence absence =
                    absences.merge(attempt, new Absence(kind, now), (old, fresh) -> old.kind() == kind ? old : fresh);
            Duration length = Duration.between(absence.since(), now);
            if (length.compareTo(limit(kind)) >= 0) {
                lost.add(new Lost(attempt, detail(attempt, kind, length)));
            }
        }
        return lost;
    }

    /** When all fall silent at once it is rather their way to Redis that is broken; for a while that is believed. */
    private boolean blackout(Instant now, Collection<HeldAttempt> running, Map<String, Heartbeat> heartbeats) {
        Set<String> holders = running.stream().map(HeldAttempt::workerId).collect(Collectors.toSet());
        boolean nobody = heartbeats.isEmpty() && heard > 1;
        if (!heartbeats.isEmpty()) {
            heard = heartbeats.size();
        }
        if (!nobody && !severalUnheard(holders, heartbeats)) {
            blackoutSince = null;
            return false;
        }
        if (blackoutSince == null) {
            blackoutSince = now;
        }
        return Duration.between(blackoutSince, now).compareTo(limits.blackout()) < 0;
    }

    /** Whether none of several holders is heard. */
    public static boolean severalUnheard(Set<String> holders, Map<String, Heartbeat> heartbeats) {
        return holders.size() > 1 && Collections.disjoint(holders, heartbeats.keySet());
    }

    private static Kind kind(HeldAttempt attempt, Heartbeat heartbeat) {
        if (heartbeat == null) {
            return Kind.SILENT;
        }
        return heartbeat.incarnation().equals(attempt.incarnation()) ? Kind.IDLE : Kind.RESTARTED;
    }

    private Duration limit(Kind kind) {
        return switch (kind) {
            case SILENT -> limits.silent();
            case RESTARTED -> limits.restarted();
            case IDLE -> limits.idle();
        };
    }

    private static String detail(HeldAttempt attempt, Kind kind, Duration length) {
        return switch (kind) {
            case SILENT ->
                "worker %s showed no sign of life for %d s".formatted(attempt.workerId(), length.toSeconds());
            case RESTARTED -> "worker %s was started anew while it ran the attempt".formatted(attempt.workerId());
            case IDLE ->
                "worker %s lives but has not run the attempt for %d s"
                        .formatted(attempt.workerId(), length.toSeconds());
        };
    }
}

package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private boolean dark;
    private Instant looked;
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
     * @param blackout no heartbeat of anybody, before that silence counts
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
        boolean wasDark = dark;
        dark = blackout(now, running, heartbeats);
        if (dark || wasDark) {
            leaveOut(Duration.between(looked == null ? now : looked, now));
        }
        looked = now;
        List<Lost> lost = new ArrayList<>();
        for (HeldAttempt attempt : absent) {
            Kind kind = kind(attempt, heartbeats.get(attempt.workerId()));
            Absence absence =
                    absences.merge(attempt, new Absence(kind, now), (old, fresh) -> old.kind() == kind ? old : fresh);
            Duration length = Duration.between(absence.since(), now);
            if (!dark && length.compareTo(limit(kind)) >= 0) {
                lost.add(new Lost(attempt, detail(attempt, kind, length)));
            }
        }
        return lost;
    }

    /** What was counted before a blackout stays, or each one, however short, would give the dead their whole time again. */
    private void leaveOut(Duration time) {
        absences.replaceAll((attempt, absence) ->
                new Absence(absence.kind(), absence.since().plus(time)));
    }

    /**
     * When nobody at all is heard, of several, it is rather the way to Redis that is broken; for a while that is believed. One
     * heartbeat proves that it is not, whether or not its worker holds anything.
     */
    private boolean blackout(Instant now, Collection<HeldAttempt> running, Map<String, Heartbeat> heartbeats) {
        if (!heartbeats.isEmpty()) {
            heard = heartbeats.size();
        }
        if (!heartbeats.isEmpty() || running.isEmpty()) {
            blackoutSince = null;
            return false;
        }
        boolean several = heard > 1
                || running.stream().map(HeldAttempt::workerId).distinct().count() > 1;
        if (blackoutSince == null && several) {
            blackoutSince = now;
        }
        return blackoutSince != null && Duration.between(blackoutSince, now).compareTo(limits.blackout()) < 0;
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

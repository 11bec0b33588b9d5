package io.reelmill.gateway.terminations;

import io.reelmill.common.message.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process of a worker as its claims show it, by the gateway's own clock. Of one name there is one process at a time.
 *
 * @param incarnation the process
 * @param first its first claim
 * @param last its latest claim
 * @param dead whether its death was reported, and is not the one in question
 */
record Claimant(String incarnation, Instant first, Instant last, boolean dead) {

    /** Whoever reports may have another clock, and kubelets cut off fractions of seconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /**
     * The process that died. The report names it where the process itself did. Where it does not, it is the one that had made
     * the latest claim before the death or, when that one is known to have died otherwise, the one that claimed next; never one
     * that lives, whatever the reporter's clock says.
     *
     * @param claimants all processes of the worker that claimed anything, by their first claim
     * @param living the one that is known to live
     * @return the process; empty when none of those that claimed anything can be it
     */
    static Optional<String> whoDied(Termination death, List<Claimant> claimants, Optional<String> living) {
        if (death.incarnation() != null) {
            return Optional.of(death.incarnation());
        }
        List<Claimant> gone = claimants.stream()
                .filter(claimant -> !living.equals(Optional.of(claimant.incarnation)))
                .toList();
        long earlier = gone.stream()
                .filter(claimant -> !claimant.first.isAfter(death.at()))
                .count();
        return gone.stream()
                .skip(Math.max(0, earlier - 1))
                .filter(claimant -> !claimant.dead && claimant.mayHaveDied(death))
                .map(Claimant::incarnation)
                .findFirst();
    }

    /**
     * Whether the report is of a process that is about to die: a pod may be gone by force, or with its node's connection, before
     * the process in it is.
     */
    static boolean stillLives(Termination death, List<Claimant> claimants, Optional<String> living) {
        return death.reason() == Termination.Reason.EVICTED
                && living.isPresent()
                && whoDied(death, claimants, Optional.empty()).equals(living);
    }

    /** One that claimed before the dead one began is not it, nor is one that went on to claim after the death. */
    private boolean mayHaveDied(Termination death) {
        boolean before = death.startedAt() != null && first.isBefore(death.startedAt());
        return !before && !last.isAfter(death.at().plus(SLACK));
    }
}

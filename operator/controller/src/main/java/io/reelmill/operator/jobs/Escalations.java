package io.reelmill.operator.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayAttempts.Item;
import java.util.Comparator;
import java.util.Optional;

/** Finds work that died for memory and has not been done since. Pure. */
final class Escalations {

    private Escalations() {}

    /** The latest death for memory of a task whose later attempts, if any, have not succeeded. */
    static Optional<Item> open(GatewayAttempts attempts) {
        return attempts == null
                ? Optional.empty()
                : attempts.items().stream()
                        .filter(item -> item.attempt().outcome() != null
                                && item.attempt().outcome().outOfMemory())
                        .filter(item -> attempts.items().stream().noneMatch(later -> done(item, later)))
                        .max(Comparator.comparing(item -> item.attempt().endedAt()));
    }

    private static boolean done(Item death, Item later) {
        return later.taskId().equals(death.taskId()) && later.attempt().outcome() == Outcome.SUCCEEDED;
    }
}

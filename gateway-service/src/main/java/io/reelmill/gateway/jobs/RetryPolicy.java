package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.Outcome;
import java.time.Duration;
import java.util.Map;

/**
 * How often a task is tried again, and how long it rests before.
 *
 * @param allowed retries per budget; a budget that is not named is never exhausted
 * @param firstRest rest after the first failure; doubles with each one that draws from the same budget
 * @param longestRest the longest rest
 * @param jitter share of a rest by which it may be longer, so that what failed together does not come back together;
 *     which share a task gets depends on its name alone
 * @param storagePatience how long storage may be unreachable before the job fails
 */
public record RetryPolicy(
        Map<Budget, Integer> allowed,
        Duration firstRest,
        Duration longestRest,
        double jitter,
        Duration storagePatience) {

    /** Lost workers 3, stalls 2, errors 3; 2 s to 60 s; ten minutes of patience. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            Map.of(Budget.LOST, 3, Budget.STALL, 2, Budget.ERROR, 3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            0.2,
            Duration.ofMinutes(10));

    private static final int LONGEST_EXPONENT = 20;

    public RetryPolicy {
        allowed = Map.copyOf(allowed);
    }

    /** Whether so many failures that drew from a budget are too many. */
    boolean exhausted(Budget budget, int failures) {
        return budget == Budget.NONE || failures > allowed.getOrDefault(budget, Integer.MAX_VALUE);
    }

    /**
     * How long a task rests. When the worker only left, the work is not to blame: the first of these retries is due at
     * once.
     *
     * @param failures attempts so far that drew from the same budget, this one included
     * @param seed what the share of jitter depends on
     */
    Duration rest(Outcome outcome, int failures, String seed) {
        int exponent = blameless(outcome) ? failures - 2 : failures - 1;
        if (exponent < 0) {
            return Duration.ZERO;
        }
        Duration rest = firstRest.multipliedBy(1L << Math.min(exponent, LONGEST_EXPONENT));
        Duration bounded = rest.compareTo(longestRest) > 0 ? longestRest : rest;
        double share = Math.floorMod(seed.hashCode(), 1000) / 1000.0;
        return bounded.plusMillis((long) (bounded.toMillis() * jitter * share));
    }

    private static boolean blameless(Outcome outcome) {
        return outcome == Outcome.CANCELLED || outcome.budget() == Budget.FREE;
    }
}

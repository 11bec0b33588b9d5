package io.reelmill.gateway.jobs;

import java.time.Duration;

/**
 * What an installation decides about failures and time; the same for all of its jobs.
 *
 * @param retries how often and after what rest work is tried again
 * @param memory what follows memory deaths
 * @param time how long a job may take for which nobody names a deadline: even one that nobody can work on ends
 */
public record Rules(RetryPolicy retries, OomPolicy memory, Duration time) {

    /** As documented. */
    public static final Rules DEFAULT = new Rules(RetryPolicy.DEFAULT, OomPolicy.DEFAULT, Duration.ofDays(7));
}

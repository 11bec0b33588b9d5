package io.reelmill.gateway.jobs;

/**
 * What an installation decides about failures; the same for all of its jobs.
 *
 * @param retries how often and after what rest work is tried again
 * @param memory what follows memory deaths
 */
public record Rules(RetryPolicy retries, OomPolicy memory) {

    /** As documented. */
    public static final Rules DEFAULT = new Rules(RetryPolicy.DEFAULT, OomPolicy.DEFAULT);
}

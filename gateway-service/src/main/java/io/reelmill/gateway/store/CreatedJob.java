package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Job;

/**
 * The job of a request.
 *
 * @param job the job as it is now
 * @param existing whether an earlier request with the same idempotency key had created it
 */
public record CreatedJob(Job job, boolean existing) {}

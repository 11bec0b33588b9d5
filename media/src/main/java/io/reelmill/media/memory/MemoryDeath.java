package io.reelmill.media.memory;

import io.reelmill.common.job.Outcome;

/**
 * A process that did not end by its own fault.
 *
 * @param outcome {@link Outcome#OOM_GUARD}, {@link Outcome#OOM_KERNEL}, or {@link Outcome#WORKER_LOST} when somebody killed
 *     it and nothing says why
 * @param evidence one sentence with figures
 */
public record MemoryDeath(Outcome outcome, String evidence) {}

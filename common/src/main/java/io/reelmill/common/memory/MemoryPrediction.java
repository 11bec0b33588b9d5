package io.reelmill.common.memory;

import io.reelmill.common.job.MemoryBasis;

/**
 * Memory that an encode is expected to take at its peak, without any margin.
 *
 * @param bytes peak resident memory
 * @param basis what the figure rests on
 */
public record MemoryPrediction(long bytes, MemoryBasis basis) {}

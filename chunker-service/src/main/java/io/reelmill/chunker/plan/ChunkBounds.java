package io.reelmill.chunker.plan;

/**
 * What chunks may be like.
 *
 * @param targetSeconds length aimed at
 * @param maxChunks most chunks of one source; longer sources get longer chunks
 * @param parallel chunks wanted at least, where they still have {@code minGops}
 * @param minGops fewest GOPs of a chunk that was made shorter for parallelism
 */
public record ChunkBounds(double targetSeconds, int maxChunks, int parallel, int minGops) {}

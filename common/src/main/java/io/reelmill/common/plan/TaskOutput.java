package io.reelmill.common.plan;

/**
 * What a successful encode stored.
 *
 * @param taskId the task
 * @param attempt the attempt that made it
 * @param key object key
 * @param bytes size in bytes
 * @param frames frames counted in a chunk; samples per channel of an audio track
 * @param initSha256 SHA-256 of the initialisation ({@code ftyp} and {@code moov}) of a chunk, equal in all chunks of a
 *     rendition; null for audio
 */
public record TaskOutput(String taskId, int attempt, String key, long bytes, long frames, String initSha256) {}

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
 * @param decodeErrors complaints of the decoder about the source that remained however it was read
 */
public record TaskOutput(
        String taskId, int attempt, String key, long bytes, long frames, String initSha256, long decodeErrors) {

    /** What was made of a source that decoded without a complaint. */
    public TaskOutput(String taskId, int attempt, String key, long bytes, long frames, String initSha256) {
        this(taskId, attempt, key, bytes, frames, initSha256, 0);
    }
}

package io.reelmill.storage;

import java.time.Instant;

/**
 * A multipart upload that was begun.
 *
 * @param key key of the object that it would become
 * @param id the store's name for it
 * @param begun when the store says that it began; stores that do not keep this say the present time
 */
public record UnfinishedUpload(String key, String id, Instant begun) {}

package io.reelmill.storage;

import java.time.Instant;

/**
 * What the store says of an object.
 *
 * @param key key within its bucket
 * @param bytes size in bytes
 * @param etag the store's checksum of it, null when not told
 * @param modified when it was written, null when not told
 */
public record StoredObject(String key, long bytes, String etag, Instant modified) {}

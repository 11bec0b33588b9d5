package io.reelmill.storage;

import java.time.Instant;
import java.util.Map;

/**
 * What the store says of an object.
 *
 * @param key key within its bucket
 * @param bytes size in bytes
 * @param etag the store's checksum of it, null when not told
 * @param modified when it was written, null when not told
 * @param metadata what was stored with it, by names in lower case; only {@link ObjectStore#stat} asks for it
 */
public record StoredObject(String key, long bytes, String etag, Instant modified, Map<String, String> metadata) {

    /** Without what was stored with it. */
    public StoredObject(String key, long bytes, String etag, Instant modified) {
        this(key, bytes, etag, modified, Map.of());
    }
}

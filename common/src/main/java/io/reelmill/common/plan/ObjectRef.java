package io.reelmill.common.plan;

/**
 * An object in storage.
 *
 * @param bucket bucket name
 * @param key key within the bucket
 */
public record ObjectRef(String bucket, String key) {}

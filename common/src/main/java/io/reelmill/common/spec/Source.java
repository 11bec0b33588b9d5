package io.reelmill.common.spec;

/**
 * Where the media comes from: an object in storage ({@code bucket} and {@code key}) or an {@code http(s)} URL.
 *
 * @param bucket bucket of the object, null for a URL
 * @param key key of the object, null for a URL
 * @param url address to fetch from, null for an object
 * @param fileName name the caller gave the file, for titles and download names; may be null
 */
public record Source(String bucket, String key, String url, String fileName) {

    /** An object in storage. */
    public static Source object(String bucket, String key, String fileName) {
        return new Source(bucket, key, null, fileName);
    }

    /** An address to fetch from. */
    public static Source url(String url) {
        return new Source(null, null, url, null);
    }
}

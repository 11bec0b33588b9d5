package io.reelmill.gateway.requests;

import io.reelmill.common.spec.Source;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which sources callers may name. Addresses are checked for their form only; whether they lead into a private network is
 * decided by the service that resolves and fetches them.
 *
 * @param allowedBuckets buckets whose objects may be read
 * @param ownBucket the bucket that Reelmill writes to: what it keeps there for jobs is no source, even where the bucket
 *     is allowed
 */
public record SourcePolicy(Set<String> allowedBuckets, String ownBucket) {

    private static final List<String> OWN_PREFIXES = List.of("raw/", "chunks/", "transcoded/", "output/");
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_KEY_LENGTH = 1024;
    private static final int MAX_NAME_LENGTH = 255;

    public SourcePolicy {
        allowedBuckets = Set.copyOf(allowedBuckets);
    }

    Source check(SourceRequest asked, Findings findings) {
        if (asked == null) {
            findings.add("source", "is missing: give s3 or url, or send the file as the body");
            return null;
        }
        boolean exactlyOne = (asked.s3() == null) != (asked.url() == null);
        findings.check(exactlyOne, "source", "needs exactly one of s3 and url");
        String fileName = fileName(asked.fileName(), "source.fileName", findings);
        if (!exactlyOne) {
            return null;
        }
        return asked.s3() != null ? object(asked.s3(), fileName, findings) : url(asked.url(), fileName, findings);
    }

    private Source object(SourceRequest.S3Object s3, String fileName, Findings findings) {
        String key = s3.key() == null ? "" : s3.key();
        findings.check(
                s3.bucket() != null && allowedBuckets.contains(s3.bucket()),
                "source.s3.bucket",
                "is not a bucket that this installation reads from");
        findings.check(
                !key.isBlank() && key.length() <= MAX_KEY_LENGTH,
                "source.s3.key",
                "must be 1 to %d characters".formatted(MAX_KEY_LENGTH));
        findings.check(
                plain(key),
                "source.s3.key",
                "must not begin with / nor have an empty part or one that is . or .. between slashes");
        findings.check(
                !ownBucket.equals(s3.bucket()) || OWN_PREFIXES.stream().noneMatch(key::startsWith),
                "source.s3.key",
                "belongs to a job; to process a job's source again, retry the job");
        return Source.object(s3.bucket(), key, fileName != null ? fileName : lastPart(key));
    }

    /** Stores that keep objects as files take such parts for other objects than those that they were checked as. */
    private static boolean plain(String key) {
        return !key.startsWith("/")
                && !key.contains("//")
                && Arrays.stream(key.split("/")).noneMatch(part -> part.equals(".") || part.equals(".."));
    }

    private static Source url(String url, String fileName, Findings findings) {
        URI uri = parse(url);
        boolean valid = uri != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && url.length() <= MAX_LENGTH;
        findings.check(
                valid, "source.url", "must be an http or https address of at most %d characters".formatted(MAX_LENGTH));
        findings.check(
                uri == null || uri.getRawUserInfo() == null,
                "source.url",
                "must not hold a user name or password: sign the address instead");
        String name = fileName != null || !valid ? fileName : lastPart(uri.getPath());
        return new Source(null, null, url, name);
    }

    /** A name without directories and control characters; null when there is nothing left of it. */
    static String fileName(String name, String field, Findings findings) {
        if (name == null) {
            return null;
        }
        findings.check(
                name.length() <= MAX_NAME_LENGTH, field, "must be at most %d characters".formatted(MAX_NAME_LENGTH));
        return lastPart(name);
    }

    private static String lastPart(String path) {
        if (path == null) {
            return null;
        }
        String cut = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String clean = cut.replaceAll("\\p{Cntrl}", "").strip();
        return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? null : clean;
    }

    private static URI parse(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package io.reelmill.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where objects are kept. */
@ConfigMapping(prefix = "reelmill.storage")
public interface StorageConfig {

    /** Address of the S3-compatible store as services reach it. */
    URI endpoint();

    /** Address of the same store as people reach it, for links that are handed out; the endpoint when absent. */
    Optional<URI> publicEndpoint();

    /** Bucket that holds everything Reelmill writes. */
    @WithDefault("reelmill")
    String bucket();

    /** Region named in signatures. */
    @WithDefault("us-east-1")
    String region();

    /** Access key; a file takes precedence. */
    Optional<String> accessKey();

    /** Secret key; a file takes precedence. */
    Optional<String> secretKey();

    /** File that holds the access key, such as a mounted Secret. */
    Optional<Path> accessKeyFile();

    /** File that holds the secret key, such as a mounted Secret. */
    Optional<Path> secretKeyFile();

    /** How long one request may go without a byte before it counts as unreachable. */
    @WithDefault("30s")
    Duration timeout();

    /** Largest object that is ever uploaded, in bytes; decides the part size, since S3 allows 10,000 parts. */
    @WithDefault("68719476736")
    long maxObjectBytes();
}

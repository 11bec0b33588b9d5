package io.reelmill.gateway.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Access to the HTTP API. */
@ConfigMapping(prefix = "reelmill.api")
public interface ApiConfig {

    /** Token that callers send as {@code Authorization: Bearer}; for secret stores, a file is better on a machine. */
    Optional<String> token();

    /** File that holds the token, such as a mounted Secret; takes precedence over the token. */
    Optional<Path> tokenFile();

    /** Largest JSON body in bytes. */
    @WithDefault("1048576")
    int maxJsonBytes();

    /** How long the address of an output stays valid after it was asked for. */
    @WithDefault("1h")
    Duration linkValidity();

    /** Time between two events of a stream; at most two seconds. */
    @WithDefault("1s")
    Duration eventInterval();
}

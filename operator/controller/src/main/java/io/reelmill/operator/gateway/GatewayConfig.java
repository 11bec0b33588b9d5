package io.reelmill.operator.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the gateway is, and how it is asked. */
@ConfigMapping(prefix = "reelmill.operator.gateway")
public interface GatewayConfig {

    /** Address of the HTTP API. */
    @WithDefault("http://127.0.0.1:8080")
    URI url();

    /** File that holds the API token, such as a mounted Secret; read for each request. */
    Optional<Path> tokenFile();

    /** Address of the internal port, where deaths of workers are reported. */
    @WithDefault("http://127.0.0.1:9000")
    URI internalUrl();

    /** File that holds the token of the internal port; read for each request. */
    Optional<Path> internalTokenFile();

    /** Longest time to wait for an answer. */
    @WithDefault("10s")
    Duration timeout();

    /** Jobs that are followed by their event stream at once; the others are asked for. */
    @WithDefault("50")
    int streams();

    /** Time between two looks at a job that no event stream tells of. */
    @WithDefault("5s")
    Duration pollInterval();
}

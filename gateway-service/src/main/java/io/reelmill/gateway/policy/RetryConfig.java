package io.reelmill.gateway.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often work is tried again, and after what rest. */
@ConfigMapping(prefix = "reelmill.retry")
interface RetryConfig {

    /** Retries of a task whose workers vanished without an explanation. */
    @WithDefault("3")
    int lost();

    /** Retries of a task that made no progress. */
    @WithDefault("2")
    int stalled();

    /** Retries of a task that went wrong by itself. */
    @WithDefault("3")
    int errors();

    /** Rest before the first retry; doubles with each further one. */
    @WithDefault("2s")
    Duration firstRest();

    /** The longest rest. */
    @WithDefault("60s")
    Duration longestRest();

    /** Share of a rest by which it may be longer, from 0 to 1. */
    @WithDefault("0.2")
    double jitter();

    /** How long storage may be unreachable before the jobs that need it fail; until then they are only late. */
    @WithDefault("10m")
    Duration storagePatience();
}

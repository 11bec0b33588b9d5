package io.reelmill.gateway.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When unfinished jobs are compared with the world. */
@ConfigMapping(prefix = "reelmill.sweep")
interface SweepConfig {

    /** Time between two sweeps of all unfinished jobs; there is one at the start as well. */
    @WithDefault("2m")
    Duration every();

    /** How long something must have been as it is before a sweep that nobody asked for looks at it. */
    @WithDefault("1m")
    Duration olderThan();

    /** Least time between two looks at one job because its status was read. */
    @WithDefault("30s")
    Duration statusInterval();
}

package io.reelmill.gateway.terminations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How reports about dead workers are matched with what they ran. */
@ConfigMapping(prefix = "reelmill.terminations")
interface TerminationsConfig {

    /** How long ago an attempt may have been given up as lost to be explained by a report that comes now. */
    @WithDefault("10m")
    Duration memory();
}

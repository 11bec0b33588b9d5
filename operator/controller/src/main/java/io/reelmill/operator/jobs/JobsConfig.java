package io.reelmill.operator.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How MediaJobs are reconciled. */
@ConfigMapping(prefix = "reelmill.operator.jobs")
public interface JobsConfig {

    /** Shortest time between two writes of a status that tell of progress only. */
    @WithDefault("2s")
    Duration progressInterval();

    /** How long a MediaJob that is being deleted is kept while the gateway cannot be asked to cancel its job. */
    @WithDefault("15m")
    Duration letGoAfter();

    /** How long a MediaJob waits for a profile that neither its namespace nor the gateway has. */
    @WithDefault("1m")
    Duration profilePatience();

    /** Longest rest before the gateway is asked again after it could not be. */
    @WithDefault("30s")
    Duration longestRest();
}

package io.reelmill.gateway.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept; counted from the end of their job. */
@ConfigMapping(prefix = "reelmill.retention")
public interface RetentionConfig {

    /** Time between two sweeps of a replica. */
    @WithDefault("5m")
    Duration every();

    /** How long sources that Reelmill stored are kept, for retries. */
    @WithDefault("7d")
    Duration sources();

    /** How long published files are kept. */
    @WithDefault("30d")
    Duration outputs();

    /** How long the records of jobs, and dead messages, are kept; with a job goes what is left of its media. */
    @WithDefault("90d")
    Duration rows();

    /** Age at which an unfinished multipart upload counts as abandoned; more than {@code reelmill.uploads.max-duration}. */
    @WithDefault("24h")
    Duration multiparts();

    /** How long a source that nobody seems to receive any more is waited for before its job fails. */
    @WithDefault("2m")
    Duration silentUploads();

    /** Age at which objects count as left over when there is no record of their job. */
    @WithDefault("1h")
    Duration orphans();
}

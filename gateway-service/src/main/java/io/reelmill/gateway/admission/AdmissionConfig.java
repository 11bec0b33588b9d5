package io.reelmill.gateway.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is let in. */
@ConfigMapping(prefix = "reelmill.jobs")
public interface AdmissionConfig {

    /** Unfinished jobs beyond which new ones are refused with 429. */
    @WithDefault("1000")
    long maxUnfinished();

    /** When a caller that was refused should come back. */
    @WithDefault("10s")
    Duration retryAfter();

    /** How long a job may take for which nobody names a deadline, from when it may start; then it fails. */
    @WithDefault("7d")
    Duration time();

    /** Bytes in Reelmill's bucket beyond which new jobs are refused with 507; unlimited when absent. */
    Optional<MemorySize> storageQuota();

    /** Buckets whose objects may be named as sources; Reelmill's own bucket when absent. */
    Optional<Set<String>> sourceBuckets();
}

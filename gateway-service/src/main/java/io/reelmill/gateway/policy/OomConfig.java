package io.reelmill.gateway.policy;

import io.reelmill.common.job.WorkQueue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What follows when work runs out of memory. */
@ConfigMapping(prefix = "reelmill.oom")
interface OomConfig {

    /** Classes of workers that this installation has, smallest first; each gives a task more memory than the one before. */
    @WithDefault("SMALL,STANDARD,LARGE")
    List<WorkQueue> classes();

    /** Retries of the same command where a job asks for restarts only, and retries of planning and merging. */
    @WithDefault("2")
    int restarts();
}

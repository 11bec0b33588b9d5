package io.reelmill.operator.pods;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How worker pods are watched and replaced. */
@ConfigMapping(prefix = "reelmill.operator.pods")
public interface PodsConfig {

    /** Pods of one Deployment that are replaced after a death for memory within the restart window, at most. */
    @WithDefault("3")
    int restarts();

    /** The time in which replacements of pods of a Deployment are counted. */
    @WithDefault("10m")
    Duration restartWindow();

    /** Rest before a replacement that a PodDisruptionBudget refused is tried again. */
    @WithDefault("5s")
    Duration refusedRest();

    /** Deaths without a task, within ten minutes, from which on the workers of a queue count as unhealthy. */
    @WithDefault("3")
    int idleDeaths();

    /** Name of the ConfigMap in the operator's namespace that holds which deaths were told. */
    @WithDefault("reelmill-operator-terminations")
    String ledger();
}

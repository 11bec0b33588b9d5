package io.reelmill.operator.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which of several operators acts. */
@ConfigMapping(prefix = "reelmill.operator.leader-election")
public interface LeadConfig {

    /** Name of the Lease in the operator's namespace. */
    @WithDefault("reelmill-operator")
    String lease();

    /** How long others wait for a sign of the leader before one of them takes over. */
    @WithDefault("15s")
    Duration leaseDuration();
}

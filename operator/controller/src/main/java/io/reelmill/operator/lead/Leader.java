package io.reelmill.operator.lead;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who loses the lease ends, and starts anew as one that waits. */
class Leader {

    private static final int RENEWALS_PER_LEASE = 3;

    @Produces
    @Singleton
    LeaderElectionConfiguration election(LeadConfig config) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.lease())
                .withLeaseDuration(config.leaseDuration())
                .withRenewDeadline(config.leaseDuration().multipliedBy(2).dividedBy(RENEWALS_PER_LEASE))
                .withRetryPeriod(config.leaseDuration().dividedBy(2L * RENEWALS_PER_LEASE))
                .build();
    }
}

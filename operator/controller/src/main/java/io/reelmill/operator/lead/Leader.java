package io.reelmill.operator.lead;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Who loses the lease ends, and starts anew as one that waits. It ends without ceremony: an orderly exit would wait for the very
 * thread that asks for it, and whatever is in progress may be done by the next leader as well.
 */
@Singleton
class Leader {

    private static final Logger LOG = Logger.getLogger(Leader.class);
    private static final int RENEWALS_PER_LEASE = 3;

    private final AtomicBoolean stopping = new AtomicBoolean();

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.set(true);
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration election(LeadConfig config) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.lease())
                .withLeaseDuration(config.leaseDuration())
                .withRenewDeadline(config.leaseDuration().multipliedBy(2).dividedBy(RENEWALS_PER_LEASE))
                .withRetryPeriod(config.leaseDuration().dividedBy(2L * RENEWALS_PER_LEASE))
                .withLeaderCallbacks(new LeaderCallbacks(() -> {}, this::lost, leader -> LOG.infof("%s leads", leader)))
                .build();
    }

    private void lost() {
        if (!stopping.get()) {
            LOG.error("the lease is lost; ending, to start anew as one that waits");
            Runtime.getRuntime().halt(1);
        }
    }
}

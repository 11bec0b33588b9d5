package io.reelmill.operator.jobs;

import io.reelmill.operator.api.DeletionPolicy;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.gateway.Gateway;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.GatewayProblem;
import io.reelmill.operator.gateway.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is done for a MediaJob that is being deleted: its job ends and, where that is asked for, its files go. */
@ApplicationScoped
class Farewell {

    private static final Logger LOG = Logger.getLogger(Farewell.class);

    private final Gateway gateway;
    private final JobsConfig config;
    private final Clock clock;

    Farewell(Gateway gateway, JobsConfig config, Clock clock) {
        this.gateway = gateway;
        this.config = config;
        this.clock = clock;
    }

    /** Whether the MediaJob may go; false when the gateway has to be asked again. */
    boolean said(MediaJob resource) {
        if (Boolean.parseBoolean(resource.getMetadata().getAnnotations().get(MediaJob.ABANDON))) {
            LOG.infof("%s is let go as its annotation says, whatever became of its job", name(resource));
            return true;
        }
        try {
            say(resource);
            return true;
        } catch (GatewayProblem problem) {
            Instant end =
                    Instant.parse(resource.getMetadata().getDeletionTimestamp()).plus(config.letGoAfter());
            boolean over = end.isBefore(clock.instant());
            LOG.warnf(
                    "the job of %s cannot be canceled: %s; %s",
                    name(resource), problem.getMessage(), over ? "it is let go" : "trying again until " + end);
            return over;
        }
    }

    private void say(MediaJob resource) throws GatewayProblem {
        Optional<JobId> id = Observer.jobId(resource);
        if (id.isEmpty()) {
            id = gateway.find(Orders.UID, resource.getMetadata().getUid())
                    .map(GatewayJob::id)
                    .map(JobId::new);
        }
        if (id.isEmpty()) {
            return;
        }
        if (resource.getSpec().deletionPolicy() == DeletionPolicy.DELETE) {
            gateway.delete(id.get());
        } else if (resource.getStatus() == null
                || resource.getStatus().phase() == null
                || !resource.getStatus().phase().terminal()) {
            gateway.cancel(id.get());
        }
    }

    private static String name(MediaJob resource) {
        return resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName();
    }
}

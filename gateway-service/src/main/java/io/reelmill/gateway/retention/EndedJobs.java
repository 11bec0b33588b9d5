package io.reelmill.gateway.retention;

import io.reelmill.common.ObjectKeys;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Removes intermediates as soon as a job ends; what is missed, or written late, is swept. */
@ApplicationScoped
class EndedJobs {

    private static final Logger LOG = Logger.getLogger(EndedJobs.class);

    private final ObjectStore store;

    EndedJobs(ObjectStore store) {
        this.store = store;
    }

    void committed(@Observes Decision decision) {
        if (decision.ended()) {
            String jobId = decision.job().id();
            Infrastructure.getDefaultWorkerPool().execute(() -> remove(jobId));
        }
    }

    private void remove(String jobId) {
        try {
            ObjectKeys.intermediatePrefixes(jobId).forEach(store::deletePrefix);
        } catch (StorageException e) {
            LOG.debugf("intermediates of %s stay until the next sweep: %s", jobId, e.getMessage());
        }
    }
}

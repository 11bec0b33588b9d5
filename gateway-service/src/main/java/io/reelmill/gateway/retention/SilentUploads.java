package io.reelmill.gateway.retention;

import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.ObjectKeys;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.uploads.ActiveIntakes;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Ends jobs whose source will never be complete because the gateway that received it died. A source counts as silent only
 * when looks over the whole time found nobody: one look may have come after Redis was emptied. Blocks.
 */
@ApplicationScoped
class SilentUploads {

    private static final Logger LOG = Logger.getLogger(SilentUploads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobRecords records;
    private final JobService jobs;
    private final ActiveIntakes active;
    private final ObjectStore store;
    private final RetentionConfig config;
    private final Clock clock;

    /** Since when nobody was seen to receive a job's source. */
    private final Map<String, Instant> silentSince = new HashMap<>();

    SilentUploads(
            JobRecords records,
            JobService jobs,
            ActiveIntakes active,
            ObjectStore store,
            RetentionConfig config,
            Clock clock) {
        this.records = records;
        this.jobs = jobs;
        this.active = active;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            Set<String> silent =
                    records.uploading().stream().filter(this::nobodyReceives).collect(Collectors.toSet());
            end(silent, clock.instant());
        } catch (RuntimeException e) {
            LOG.debugf("Sources that are being received could not be looked at: %s", e.getMessage());
        }
    }

    private boolean nobodyReceives(String jobId) {
        return !active.received(jobId).await().atMost(PATIENCE);
    }

    private synchronized void end(Set<String> silent, Instant now) {
        silentSince.keySet().retainAll(silent);
        for (String jobId : silent) {
            Instant since = silentSince.computeIfAbsent(jobId, id -> now);
            if (!since.plus(config.silentUploads()).isAfter(now)) {
                LogKeys.of(jobId).during(() -> end(jobId, now));
            }
        }
    }

    /** What fails is tried again at the next look, and stops nothing else. */
    private void end(String jobId, Instant now) {
        LOG.warnf("The source of job %s is not being received any more", jobId);
        try {
            jobs.handle(jobId, new JobEvent.UploadAborted(now, "the gateway that received it went away"))
                    .await()
                    .atMost(PATIENCE);
            store.deletePrefix(ObjectKeys.source(jobId));
            silentSince.remove(jobId);
        } catch (RuntimeException e) {
            LOG.warnf("Job %s could not be ended and will be later: %s", jobId, e.getMessage());
        }
    }
}

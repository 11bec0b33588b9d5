package io.reelmill.gateway.retention;

import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.ObjectKeys;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.retention.RetentionPolicy.JobFacts;
import io.reelmill.gateway.retention.RetentionPolicy.Kind;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.store.JobService;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StoredObject;
import io.reelmill.storage.UnfinishedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Removes what has been kept long enough. Blocks. */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RetentionConfig config;
    private final RetentionPolicy policy;
    private final ObjectStore store;
    private final JobRecords records;
    private final JobService jobs;
    private final DeadLetterStore letters;
    private final Clock clock;

    Sweeper(
            RetentionConfig config,
            ObjectStore store,
            JobRecords records,
            JobService jobs,
            DeadLetterStore letters,
            Clock clock) {
        this.config = config;
        this.policy = new RetentionPolicy(config);
        this.store = store;
        this.records = records;
        this.jobs = jobs;
        this.letters = letters;
        this.clock = clock;
    }

    /** One sweep; what fails is left for the next one, and stops nothing else. */
    @Scheduled(every = "{reelmill.retention.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Instant now = clock.instant();
        for (Kind kind : Kind.values()) {
            quietly("objects under " + kind.prefix(), () -> sweep(kind, now));
        }
        quietly("records", () -> sweepRecords(now));
        quietly("dead messages", () -> letters.discardMessagesBefore(now.minus(config.rows()))
                .await()
                .atMost(PATIENCE));
        quietly("unfinished uploads", () -> sweepUploads(now));
    }

    private void sweep(Kind kind, Instant now) {
        Map<String, Instant> newest = new HashMap<>();
        for (StoredObject object : store.list(kind.prefix())) {
            Instant written = object.modified() == null ? now : object.modified();
            kind.jobOf(object.key()).ifPresent(job -> newest.merge(job, written, (a, b) -> a.isAfter(b) ? a : b));
        }
        Map<String, JobFacts> facts = records.of(Set.copyOf(newest.keySet()));
        newest.forEach((job, written) -> {
            if (policy.expired(kind, facts.get(job), written, now)) {
                String prefix = kind.prefix(job);
                quietly(
                        job,
                        prefix,
                        () -> LOG.infof("Removed %d objects under %s", store.deletePrefix(prefix), prefix));
            }
        });
    }

    private void sweepUploads(Instant now) {
        Map<UnfinishedUpload, String> jobs = new LinkedHashMap<>();
        store.unfinishedUploads()
                .forEach(upload -> jobs.put(upload, Kind.ownerOf(upload.key()).orElse(null)));
        Map<String, JobFacts> facts =
                records.of(jobs.values().stream().filter(Objects::nonNull).collect(Collectors.toSet()));
        jobs.forEach((upload, job) -> {
            if (policy.abandoned(upload, job, facts.get(job), now)) {
                quietly(job, upload.key(), () -> abort(upload));
            }
        });
    }

    private void abort(UnfinishedUpload upload) {
        store.abort(upload);
        LOG.infof("Removed what was uploaded of %s and never finished", upload.key());
    }

    private void sweepRecords(Instant now) {
        Instant ended = now.minus(config.rows());
        List<String> some = records.endedBefore(ended, "");
        while (!some.isEmpty()) {
            some.forEach(job -> quietly(job, "job " + job, () -> remove(job)));
            some = records.endedBefore(ended, some.get(some.size() - 1));
        }
    }

    private void remove(String jobId) {
        ObjectKeys.prefixes(jobId).forEach(store::deletePrefix);
        jobs.delete(jobId).await().atMost(PATIENCE);
        LOG.infof("Removed job %s, which ended long ago", jobId);
    }

    private static void quietly(String what, Runnable action) {
        quietly(null, what, action);
    }

    /** @param jobId null for what is not of one job */
    private static void quietly(String jobId, String what, Runnable action) {
        LogKeys.of(jobId).during(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.warnf("%s could not be swept and will be later: %s", what, e.getMessage());
            }
        });
    }
}

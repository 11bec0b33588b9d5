package io.reelmill.gateway.retention;

import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.ObjectKeys;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.retention.RetentionPolicy.JobFacts;
import io.reelmill.gateway.retention.RetentionPolicy.Kind;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.store.JobFilter;
import io.reelmill.gateway.store.JobService;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Removes what has been kept long enough. Blocks. */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 100;

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
        quietly("abandoned multiparts", () -> store.abortUploadsBefore(now.minus(config.multiparts())));
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
                int removed = store.deletePrefix(kind.prefix(job));
                LOG.infof("removed %d objects under %s", removed, kind.prefix(job));
            }
        });
    }

    private void sweepRecords(Instant now) {
        JobFilter old = new JobFilter(Set.of(), Map.of(), null, now.minus(config.rows()));
        String cursor = null;
        do {
            var page = jobs.list(old, cursor, PAGE).await().atMost(PATIENCE);
            page.jobs().forEach(this::remove);
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private void remove(Job job) {
        List<String> prefixes = ObjectKeys.prefixes(job.id());
        prefixes.forEach(store::deletePrefix);
        jobs.delete(job.id()).await().atMost(PATIENCE);
        LOG.infof("removed job %s, which ended at %s", job.id(), job.timeline().endedAt());
    }

    private static void quietly(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warnf("%s could not be swept and will be later: %s", what, e.getMessage());
        }
    }
}

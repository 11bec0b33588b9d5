package io.reelmill.gateway.uploads;

import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobFilter;
import io.reelmill.gateway.store.JobPage;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Copies stored sources for jobs that work on the source of an earlier one. Which job that is stands in the record of the new
 * one: when the gateway that copies dies, or storage is away for a while, any gateway begins the copy again.
 */
@ApplicationScoped
class SourceCopies {

    private static final Logger LOG = Logger.getLogger(SourceCopies.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 100;

    /** Larger objects cannot be copied by one request (S3, CopyObject). */
    private static final long LARGEST_COPY = 5L << 30;

    private final JobService jobs;
    private final SourceIntake intake;
    private final ObjectStore store;
    private final Rules rules;
    private final Clock clock;

    SourceCopies(JobService jobs, SourceIntake intake, ObjectStore store, Rules rules, Clock clock) {
        this.jobs = jobs;
        this.intake = intake;
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /** Begins the copy for a job that says whose source it takes and is registered as being received here. Returns at once. */
    void start(Job job) {
        Infrastructure.getDefaultWorkerPool().execute(() -> LogKeys.of(job.id()).during(() -> copy(job)));
    }

    /** Takes up what nobody copies now. Blocks. */
    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            JobFilter uploading = new JobFilter(Set.of(JobStatus.UPLOADING), Map.of(), null, null);
            String cursor = null;
            do {
                JobPage page = jobs.list(uploading, cursor, PAGE).await().atMost(PATIENCE);
                page.jobs().stream()
                        .filter(job -> job.copyOf().isPresent() && intake.takeOver(job.id()))
                        .forEach(this::start);
                cursor = page.nextCursor();
            } while (cursor != null);
        } catch (RuntimeException e) {
            LOG.debugf("Copies of sources could not be looked at: %s", e.getMessage());
        }
    }

    private void copy(Job job) {
        String from = job.copyOf().orElseThrow();
        try {
            StoredObject source = store.stat(store.ref(ObjectKeys.source(from))).orElse(null);
            if (source == null) {
                intake.abort(job.id(), "the source of job %s was removed before it was copied".formatted(from));
                return;
            }
            copy(store.ref(source.key()), ObjectKeys.source(job.id()), source.bytes());
            intake.complete(job.id(), source.bytes());
        } catch (IOException | RuntimeException e) {
            failed(job, e);
        }
    }

    private void copy(ObjectRef from, String to, long bytes) throws IOException {
        if (bytes <= LARGEST_COPY) {
            store.copy(from, to);
            return;
        }
        try (InputStream in = store.open(from, 0)) {
            store.upload(to, in, OptionalLong.of(bytes), "application/octet-stream");
        }
    }

    /** What a server that is away costs is time. */
    private void failed(Job job, Exception e) {
        Instant end = job.timeline().createdAt().plus(rules.retries().storagePatience());
        if (passing(e) && clock.instant().isBefore(end)) {
            LOG.warnf("the source could not be copied and will be later: %s", e.getMessage());
            intake.leave(job.id());
        } else {
            LOG.warnf("the source could not be copied: %s", e.getMessage());
            intake.abort(job.id(), "the source could not be copied: " + e.getMessage());
        }
    }

    private static boolean passing(Exception e) {
        return e instanceof StorageException storage
                ? storage.kind() == StorageException.Kind.UNAVAILABLE
                : e instanceof IOException || e instanceof StoreUnavailableException || e instanceof TimeoutException;
    }
}

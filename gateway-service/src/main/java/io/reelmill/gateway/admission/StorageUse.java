package io.reelmill.gateway.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** How full Reelmill's bucket is, measured now and then when there is a quota. */
@ApplicationScoped
class StorageUse {

    private static final Logger LOG = Logger.getLogger(StorageUse.class);

    /** So soon after media was removed there is room again. */
    private static final Duration OLD = Duration.ofSeconds(20);

    private final ObjectStore store;
    private final OptionalLong quota;
    private final Clock clock;
    private volatile long used;
    private volatile Instant measuredAt = Instant.EPOCH;

    StorageUse(ObjectStore store, AdmissionConfig config, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.quota = config.storageQuota()
                .map(MemorySize::asLongValue)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Scheduled(every = "{reelmill.retention.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        if (quota.isEmpty()) {
            return;
        }
        measuredAt = clock.instant();
        try {
            used = store.list("").stream().mapToLong(StoredObject::bytes).sum();
        } catch (StorageException e) {
            LOG.warnf("the use of object storage could not be measured: %s", e.getMessage());
        }
    }

    /** Throws {@code STORAGE_FULL}. What was measured a while ago is measured anew behind the caller's back. */
    void check() {
        if (quota.isPresent() && measuredAt.plus(OLD).isBefore(clock.instant())) {
            measuredAt = clock.instant();
            Infrastructure.getDefaultWorkerPool().execute(this::measure);
        }
        if (quota.isPresent() && used >= quota.getAsLong()) {
            throw ProblemException.of(
                    ProblemCode.STORAGE_FULL,
                    "%d of %d bytes are used (reelmill.jobs.storage-quota); delete jobs or raise the quota"
                            .formatted(used, quota.getAsLong()));
        }
    }
}

package io.reelmill.gateway.admission;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses jobs that there is no room for, before anything is done for them. */
@ApplicationScoped
public class Admission {

    private final AdmissionConfig config;
    private final JobService jobs;
    private final StorageUse storage;

    Admission(AdmissionConfig config, JobService jobs, StorageUse storage) {
        this.config = config;
        this.jobs = jobs;
        this.storage = storage;
    }

    /** Fails with {@code TOO_MANY_JOBS} or {@code STORAGE_FULL}. Jobs that arrive together may exceed the limit by their number. */
    public Uni<Void> check() {
        return jobs.unfinishedCount()
                .invoke(unfinished -> checkCount(unfinished, config))
                .invoke(storage::check)
                .replaceWithVoid();
    }

    static void checkCount(long unfinished, AdmissionConfig config) {
        if (unfinished >= config.maxUnfinished()) {
            throw ProblemException.retryLater(
                    ProblemCode.TOO_MANY_JOBS,
                    "%d jobs are unfinished and %d are allowed (reelmill.jobs.max-unfinished)"
                            .formatted(unfinished, config.maxUnfinished()),
                    config.retryAfter());
        }
    }
}

package io.reelmill.gateway.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes, counts and logs what a sweep concluded. */
@ApplicationScoped
class Repairs {

    private static final Logger LOG = Logger.getLogger(Repairs.class);

    private final JobService jobs;
    private final MeterRegistry metrics;

    Repairs(JobService jobs, MeterRegistry metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** One that cannot be made stops none of the others. */
    Uni<Void> make(List<Suspicion> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::make)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> make(Suspicion suspicion) {
        Finding finding = suspicion.finding();
        metrics.counter(
                        Telemetry.SWEEP_FINDINGS,
                        "problem",
                        finding.problem().name(),
                        "action",
                        finding.action().name())
                .increment();
        LogKeys keys = LogKeys.of(finding.jobId(), finding.task(), finding.attempt());
        if (suspicion.repair().isEmpty()) {
            keys.during(() -> LOG.infof("%s: %s", finding.problem(), finding.why()));
            return Uni.createFrom().voidItem();
        }
        keys.during(() -> LOG.warnf("%s, %s: %s", finding.problem(), finding.action(), finding.why()));
        return jobs.handle(finding.jobId(), suspicion.repair().get())
                .replaceWithVoid()
                .onFailure(JobNotFoundException.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> keys.during(() -> LOG.warnf("It could not be repaired: %s", failure)))
                .onFailure()
                .recoverWithNull();
    }
}

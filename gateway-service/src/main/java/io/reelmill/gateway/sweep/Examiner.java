package io.reelmill.gateway.sweep;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import io.reelmill.gateway.uploads.ActiveIntakes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Compares single jobs with the world. */
@ApplicationScoped
class Examiner {

    private static final Logger LOG = Logger.getLogger(Examiner.class);

    private final JobService jobs;
    private final World world;
    private final ActiveIntakes intakes;
    private final Rules rules;
    private final Clock clock;

    Examiner(JobService jobs, World world, ActiveIntakes intakes, Rules rules, Clock clock) {
        this.jobs = jobs;
        this.world = world;
        this.intakes = intakes;
        this.rules = rules;
        this.clock = clock;
    }

    /** What does not fit about the job; nothing where it has ended or there is none. */
    Uni<List<Suspicion>> judge(String jobId, Surroundings seen, Duration olderThan) {
        return jobs.find(jobId)
                .flatMap(found -> found.filter(job -> !job.status().terminal())
                        .map(job -> judge(job, seen, olderThan))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    /** The same for who looks at many: one that cannot be judged keeps none of the others waiting. */
    Uni<List<Suspicion>> judgeOrTell(String jobId, Surroundings seen, Duration olderThan) {
        return judge(jobId, seen, olderThan)
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> {
                    LogKeys.of(jobId).during(() -> LOG.warnf("A job cannot be looked at: %s", failure));
                    return List.of();
                });
    }

    private Uni<List<Suspicion>> judge(Job job, Surroundings seen, Duration olderThan) {
        if (job.status() == JobStatus.UPLOADING) {
            return source(job);
        }
        return world.stored(job)
                .map(stored -> SweepRules.judge(
                        job, seen, stored, new SweepRules.Times(clock.instant(), olderThan, rules.time())));
    }

    private Uni<List<Suspicion>> source(Job job) {
        String why = "nobody receives its source now; it ends when that lasts";
        return intakes.received(job.id())
                .onFailure()
                .recoverWithItem(true)
                .map(received -> received
                        ? List.of()
                        : List.of(Suspicion.note(
                                new Finding(job.id(), null, null, Problem.SOURCE_SILENT, Action.WAIT, why))));
    }
}

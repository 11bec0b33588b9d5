package io.reelmill.gateway.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.claims.HolderProbe;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.SchemaReady;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import io.reelmill.gateway.uploads.ActiveIntakes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Compares unfinished jobs with the world and repairs what does not fit: a net below the other detectors, which needs none
 * of what they remember. A repair is an event like any other, so that one which comes too late, or twice, has no effect.
 */
@ApplicationScoped
public class JobSweep {

    private static final Logger LOG = Logger.getLogger(JobSweep.class);
    private static final String UNFINISHED = "SELECT id FROM job WHERE ended_at IS NULL ORDER BY id";
    private static final int PROBES_AT_ONCE = 64;

    private final Pool database;
    private final JobService jobs;
    private final World world;
    private final HolderProbe probe;
    private final ActiveIntakes intakes;
    private final SweepConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;

    JobSweep(
            Pool database,
            JobService jobs,
            World world,
            HolderProbe probe,
            ActiveIntakes intakes,
            SweepConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.world = world;
        this.probe = probe;
        this.intakes = intakes;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes SchemaReady event) {
        byItself().subscribe().with(done -> {});
    }

    @Scheduled(
            every = "{reelmill.sweep.every}",
            delayed = "{reelmill.sweep.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> byItself() {
        return sweep(false, config.olderThan())
                .onFailure()
                .invoke(failure -> LOG.warnf("the sweep of unfinished jobs will be made later: %s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * Looks at every unfinished job; takes as long as a silent worker is waited for when one is found silent.
     *
     * @param dryRun whether to tell only
     * @param olderThan what has been as it is for a shorter time is not looked at
     */
    public Uni<SweepReport> sweep(boolean dryRun, Duration olderThan) {
        return world.look().flatMap(seen -> unfinished().flatMap(ids -> Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> judge(id, seen, olderThan))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList())
                .flatMap(this::proven)
                .call(found -> dryRun ? Uni.createFrom().voidItem() : repair(found))
                .map(found -> report(dryRun, ids.size(), seen, found))));
    }

    /** The same for one job. */
    Uni<Void> look(String jobId) {
        return world.recent()
                .flatMap(seen -> judge(jobId, seen, config.olderThan()))
                .flatMap(this::proven)
                .flatMap(this::repair);
    }

    private Uni<List<String>> unfinished() {
        return database.query(UNFINISHED).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("id"))
                .toList());
    }

    private Uni<List<Suspicion>> judge(String jobId, Surroundings seen, Duration olderThan) {
        return jobs.find(jobId)
                .flatMap(found -> found.filter(job -> !job.status().terminal())
                        .map(job -> judge(job, seen, olderThan))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<Suspicion>> judge(Job job, Surroundings seen, Duration olderThan) {
        if (job.status() == JobStatus.UPLOADING) {
            return source(job);
        }
        return world.stored(job).map(stored -> SweepRules.judge(job, seen, stored, clock.instant(), olderThan));
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

    /** Without those whose holder turned out to live, or could not be asked. */
    private Uni<List<Suspicion>> proven(List<Suspicion> suspicions) {
        return Multi.createFrom()
                .iterable(suspicions)
                .onItem()
                .transformToUni(suspicion ->
                        stands(suspicion).map(stands -> stands ? List.of(suspicion) : List.<Suspicion>of()))
                .merge(PROBES_AT_ONCE)
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private Uni<Boolean> stands(Suspicion suspicion) {
        return suspicion.doubt().isEmpty()
                ? Uni.createFrom().item(true)
                : probe.silent(suspicion.doubt().get()).onFailure().recoverWithItem(false);
    }

    /** One that cannot be made stops none of the others. */
    private Uni<Void> repair(List<Suspicion> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::repair)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> repair(Suspicion suspicion) {
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

    private static SweepReport report(boolean dryRun, int examined, Surroundings seen, List<Suspicion> found) {
        return new SweepReport(
                dryRun,
                examined,
                seen.blind(),
                found.stream().map(Suspicion::finding).toList());
    }
}

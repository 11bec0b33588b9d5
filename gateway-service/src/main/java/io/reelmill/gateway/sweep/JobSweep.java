package io.reelmill.gateway.sweep;

import io.quarkus.scheduler.Scheduled;
import io.reelmill.gateway.claims.HolderProbe;
import io.reelmill.gateway.store.SchemaReady;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Compares unfinished jobs with the world and repairs what does not fit: a net below the other detectors, which needs none
 * of what they remember. A repair is an event like any other, so that one which comes too late, or twice, has no effect.
 */
@ApplicationScoped
public class JobSweep {

    private static final Logger LOG = Logger.getLogger(JobSweep.class);
    private static final int PROBES_AT_ONCE = 64;

    private final World world;
    private final Examiner examiner;
    private final HolderProbe probe;
    private final Repairs repairs;
    private final SweepConfig config;

    JobSweep(World world, Examiner examiner, HolderProbe probe, Repairs repairs, SweepConfig config) {
        this.world = world;
        this.examiner = examiner;
        this.probe = probe;
        this.repairs = repairs;
        this.config = config;
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
     * Looks at every unfinished job; takes as long as a silent or an idle worker is waited for when one is found so.
     *
     * @param dryRun whether to tell only
     * @param olderThan what has been as it is for a shorter time is not looked at
     */
    public Uni<SweepReport> sweep(boolean dryRun, Duration olderThan) {
        return world.look().flatMap(seen -> world.unfinished().flatMap(ids -> Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> examiner.judgeOrTell(id, seen, olderThan))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList())
                .flatMap(this::proven)
                .call(found -> dryRun ? Uni.createFrom().voidItem() : repairs.make(found))
                .map(found -> report(dryRun, ids.size(), seen, found))));
    }

    /** The same for one job. */
    Uni<Void> look(String jobId) {
        return world.recent()
                .flatMap(seen -> examiner.judge(jobId, seen, config.olderThan()))
                .flatMap(this::proven)
                .flatMap(repairs::make);
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

    private static SweepReport report(boolean dryRun, int examined, Surroundings seen, List<Suspicion> found) {
        return new SweepReport(
                dryRun,
                examined,
                seen.blind(),
                found.stream().map(Suspicion::finding).toList());
    }
}

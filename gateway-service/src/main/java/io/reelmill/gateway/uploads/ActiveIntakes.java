package io.reelmill.gateway.uploads;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.scheduler.Scheduled;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says in Redis which sources are being received, so that other replicas can tell one whose receiver died. */
@ApplicationScoped
public class ActiveIntakes {

    private static final Logger LOG = Logger.getLogger(ActiveIntakes.class);
    private static final int TTL_SECONDS = 30;

    /** What ends the intake of a job's source. */
    private final Map<String, Runnable> intakes = new ConcurrentHashMap<>();

    private final ReactiveValueCommands<String, String> values;
    private final JobService jobs;

    ActiveIntakes(ReactiveRedisDataSource redis, JobService jobs) {
        this.values = redis.value(String.class);
        this.jobs = jobs;
    }

    /** @param stop called when the job ends while its source is being received here */
    void add(String jobId, Runnable stop) {
        intakes.put(jobId, stop);
        say(jobId).subscribe().with(ok -> {}, e -> LOG.debugf("intake of %s not told: %s", jobId, e.toString()));
    }

    void remove(String jobId) {
        intakes.remove(jobId);
    }

    /** There is no use in receiving the rest. */
    void committed(@Observes Decision decision) {
        Runnable stop = decision.ended() ? intakes.get(decision.job().id()) : null;
        if (stop != null) {
            stop.run();
        }
    }

    @Scheduled(every = "5s")
    Uni<Void> beat() {
        return Multi.createFrom()
                .iterable(Set.copyOf(intakes.keySet()))
                .onItem()
                .transformToUniAndConcatenate(this::beat)
                .collect()
                .last();
    }

    /** Says that it goes on, unless the job has ended meanwhile, perhaps at another replica. */
    private Uni<Void> beat(String jobId) {
        return say(jobId)
                .chain(() -> jobs.find(jobId))
                .invoke(found -> {
                    Runnable stop = intakes.get(jobId);
                    if (stop != null
                            && found.map(job -> job.status().terminal()).orElse(true)) {
                        stop.run();
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.debugf("intake of %s not told: %s", jobId, e.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> say(String jobId) {
        return values.setex(key(jobId), TTL_SECONDS, "receiving");
    }

    /** Whether some replica receives the source of a job now. Fails when Redis does not answer. */
    public Uni<Boolean> received(String jobId) {
        return values.get(key(jobId)).map(value -> value != null || intakes.containsKey(jobId));
    }

    private static String key(String jobId) {
        return "intake:" + jobId;
    }
}

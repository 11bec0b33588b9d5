package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out whether the holder of an attempt still runs it: only a new heartbeat proves that, since an old one outlives
 * its worker by some seconds.
 */
@ApplicationScoped
class HolderProbe {

    private final LiveWorkers workers;
    private final ClaimsConfig config;

    HolderProbe(LiveWorkers workers, ClaimsConfig config) {
        this.workers = workers;
        this.config = config;
    }

    /** The attempt that somebody must show to run. */
    record Question(String workerId, String incarnation, String jobId, String taskId, int attempt) {

        boolean runs(Heartbeat heartbeat) {
            return heartbeat.incarnation().equals(incarnation) && heartbeat.runs(jobId, taskId, attempt);
        }
    }

    /** Whether a new heartbeat came within the configured patience; fails when Redis does not answer. */
    Uni<Boolean> alive(Question question) {
        long looks = Math.max(1, config.holderPatience().dividedBy(config.holderLook()));
        return look(question, null, looks);
    }

    private Uni<Boolean> look(Question question, Long firstSequence, long looks) {
        return workers.of(question.workerId())
                .map(latest -> latest.filter(question::runs))
                .flatMap(latest -> {
                    if (firstSequence != null
                            && latest.isPresent()
                            && latest.get().sequence() > firstSequence) {
                        return Uni.createFrom().item(true);
                    }
                    return looks == 0
                            ? Uni.createFrom().item(false)
                            : later(config.holderLook())
                                    .flatMap(ignored -> look(question, first(firstSequence, latest), looks - 1));
                });
    }

    private static Long first(Long known, Optional<Heartbeat> latest) {
        return known != null ? known : latest.map(Heartbeat::sequence).orElse(null);
    }

    private static Uni<Void> later(Duration rest) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(rest);
    }
}

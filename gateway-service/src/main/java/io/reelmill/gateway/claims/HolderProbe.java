package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether the holder of an attempt still runs it: only a new heartbeat proves that, since an old one outlives
 * its worker by some seconds.
 */
@ApplicationScoped
public class HolderProbe {

    private static final Duration LONG_LOOK = Duration.ofMillis(500);

    private final LiveWorkers workers;
    private final ClaimsConfig config;

    HolderProbe(LiveWorkers workers, ClaimsConfig config) {
        this.workers = workers;
        this.config = config;
    }

    /** The attempt that somebody must show to run. */
    public record Question(String workerId, String incarnation, String jobId, String taskId, int attempt) {

        /** Whether the heartbeat, new or old, says so. */
        public boolean shownBy(Heartbeat heartbeat) {
            return isFromHolder(heartbeat) && heartbeat.runs(jobId, taskId, attempt);
        }

        private boolean isFromHolder(Heartbeat heartbeat) {
            return heartbeat.incarnation().equals(incarnation);
        }
    }

    /**
     * Whether a new heartbeat of the holder came within the configured patience; fails when Redis does not answer. What it
     * lists is not looked at: an attempt is not listed any more once the broker has its report, which may not have been read
     * here yet. A living process that neither lists nor reports it is found by {@link HolderWatch}.
     */
    Uni<Boolean> alive(Question question) {
        Rhythm rhythm = new Rhythm(config.holderLook(), config.holderPatience());
        return look(question.workerId(), question::isFromHolder, null, rhythm);
    }

    /**
     * Whether no new heartbeat showed the attempt for as long as a silent worker is waited for or, where its holder lives, as
     * long as an idle one: the report may be stored already, and not be read here yet. When nobody at all is heard in the end,
     * nothing is proven. Fails when Redis does not answer all that time.
     */
    public Uni<Boolean> silent(Question question) {
        return unseen(question, config.silence())
                .flatMap(unseen -> unseen ? workers.all() : Uni.createFrom().item(Map.<String, Heartbeat>of()))
                .flatMap(heard -> Optional.ofNullable(heard.get(question.workerId()))
                                .filter(question::isFromHolder)
                                .isPresent()
                        ? unseen(question, config.idleGrace().minus(config.silence()))
                        : Uni.createFrom().item(!heard.isEmpty()));
    }

    private Uni<Boolean> unseen(Question question, Duration time) {
        return look(question.workerId(), question::shownBy, null, new Rhythm(LONG_LOOK, time))
                .map(seen -> !seen);
    }

    /** Looks at intervals until the time is over; once at least. */
    private record Rhythm(Duration interval, Duration left) {
        boolean over() {
            return left.isNegative() || left.isZero();
        }

        Rhythm next() {
            return new Rhythm(interval, left.minus(interval));
        }
    }

    private Uni<Boolean> look(String workerId, Predicate<Heartbeat> sign, Long firstSequence, Rhythm rhythm) {
        return workers.of(workerId).map(latest -> latest.filter(sign)).flatMap(latest -> {
            if (firstSequence != null && latest.isPresent() && latest.get().sequence() > firstSequence) {
                return Uni.createFrom().item(true);
            }
            return rhythm.over()
                    ? Uni.createFrom().item(false)
                    : later(rhythm.interval())
                            .flatMap(ignored -> look(workerId, sign, first(firstSequence, latest), rhythm.next()));
        });
    }

    private static Long first(Long known, Optional<Heartbeat> latest) {
        return known != null ? known : latest.map(Heartbeat::sequence).orElse(null);
    }

    private static Uni<Void> later(Duration rest) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(rest);
    }
}

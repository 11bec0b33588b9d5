package io.reelmill.operator.jobs;

import io.reelmill.operator.gateway.GatewayConfig;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.JobId;
import io.reelmill.operator.gateway.JobStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** When a MediaJob is looked at again: when its stream tells something new, and otherwise after a time. */
@ApplicationScoped
class Pace {

    /** Streams are relied on, but not for ever. */
    private static final Duration FOLLOWED = Duration.ofSeconds(30);

    private final JobStreams streams;
    private final Memo memo;
    private final GatewayConfig gateway;
    private final JobsConfig config;

    Pace(JobStreams streams, Memo memo, GatewayConfig gateway, JobsConfig config) {
        this.streams = streams;
        this.memo = memo;
        this.gateway = gateway;
        this.config = config;
    }

    /** Follows an unfinished job by its stream, and stops when it has ended. */
    void follow(Actor.Done done, Consumer<GatewayJob> told) {
        if (done.job() == null) {
            return;
        }
        JobId id = new JobId(done.job().id());
        if (done.job().state().terminal()) {
            streams.forget(id);
        } else {
            streams.follow(id, told);
        }
    }

    /**
     * The time until the next look; null for none before something happens.
     *
     * @param unsaid what is known but may not be written before
     */
    Duration rest(Observation seen, Actor.Done done, Optional<Duration> unsaid) {
        String uid = seen.resource().getMetadata().getUid();
        if (done.finding() != null && !done.finding().fatal()) {
            return memo.failed(uid, config.longestRest());
        }
        memo.succeeded(uid);
        if (done.finding() != null || (done.job() != null && done.job().state().terminal())) {
            return unsaid.or(() -> untilExpiry(seen, done)).orElse(null);
        }
        if (done.job() == null) {
            return untilDeadline(seen);
        }
        Duration poll = streams.following(new JobId(done.job().id())) ? FOLLOWED : gateway.pollInterval();
        return unsaid.filter(rest -> rest.compareTo(poll) < 0).orElse(poll);
    }

    /** One that was not submitted is looked at again when its deadline passes. */
    private static Duration untilDeadline(Observation seen) {
        Instant deadline = seen.spec().deadline();
        return deadline == null ? null : positive(Duration.between(seen.now(), deadline));
    }

    private static Optional<Duration> untilExpiry(Observation seen, Actor.Done done) {
        String ttl = seen.spec().ttlAfterFinished();
        Instant end = done.job() == null || done.job().finishedAt() == null
                ? seen.now()
                : done.job().finishedAt();
        return ttl == null
                ? Optional.empty()
                : Optional.of(positive(Duration.between(seen.now(), end.plus(Durations.parse(ttl)))));
    }

    private static Duration positive(Duration rest) {
        return rest.isNegative() || rest.isZero() ? Duration.ofMillis(1) : rest.plusMillis(1);
    }

    Duration failed(String uid) {
        return memo.failed(uid, config.longestRest());
    }

    void forget(String uid) {
        memo.forget(uid);
    }

    void forget(JobId id) {
        streams.forget(id);
    }
}

package io.reelmill.gateway.claims;

import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Finds out which process of a worker lives, by what its heartbeats do and by no clock of its own. */
@ApplicationScoped
public class LifeSigns {

    /** A last heartbeat may have been on its way when its process died; the next one cannot have been. */
    private static final int PROOF = 2;

    /** Longer than a heartbeat stays by itself; less than whoever asks waits. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final LiveWorkers workers;
    private final ClaimsConfig config;

    LifeSigns(LiveWorkers workers, ClaimsConfig config) {
        this.workers = workers;
        this.config = config;
    }

    /** It cannot be told yet which process lives; ask again. */
    public static final class UndecidedException extends RuntimeException {
        public UndecidedException(String why) {
            super(why);
        }
    }

    /**
     * The process of the worker of which heartbeats go on. Empty only when none is left and, for the configured patience, none
     * comes: one that is late is waited for until then. Takes a second while one lives, some seconds after a death. Fails with
     * {@link UndecidedException} when the last one stays for too long, and when Redis does not answer.
     */
    public Uni<Optional<String>> living(String workerId) {
        return workers.of(workerId).flatMap(first -> look(workerId, new Seen(first, 0, Duration.ZERO), LONGEST));
    }

    /**
     * What was seen of a worker so far.
     *
     * @param latest its latest heartbeat
     * @param fresh how many new ones there were of that process
     * @param missing for how long there has been none
     */
    private record Seen(Optional<Heartbeat> latest, int fresh, Duration missing) {

        Seen then(Optional<Heartbeat> next, Duration later) {
            if (next.isEmpty()) {
                return new Seen(next, 0, latest.isEmpty() ? missing.plus(later) : Duration.ZERO);
            }
            boolean same = process().equals(next.map(Heartbeat::incarnation));
            if (same && latest.get().sequence() == next.get().sequence()) {
                return this;
            }
            return new Seen(next, same ? fresh + 1 : 1, Duration.ZERO);
        }

        Optional<String> process() {
            return latest.map(Heartbeat::incarnation);
        }
    }

    private Uni<Optional<String>> look(String workerId, Seen seen, Duration left) {
        if (seen.fresh() >= PROOF) {
            return Uni.createFrom().item(seen.process());
        }
        if (seen.latest().isEmpty() && seen.missing().compareTo(config.holderPatience()) >= 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (left.isNegative()) {
            return Uni.createFrom()
                    .failure(new UndecidedException(
                            "the last heartbeat of worker %s is still there, and no other has come"
                                    .formatted(workerId)));
        }
        Duration rest = config.holderLook();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(rest)
                .flatMap(ignored -> workers.of(workerId))
                .flatMap(next -> look(workerId, seen.then(next, rest), left.minus(rest)));
    }
}

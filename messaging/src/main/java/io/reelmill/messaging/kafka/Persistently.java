package io.reelmill.messaging.kafka;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries again until it succeeds. */
public final class Persistently {

    private static final Duration FIRST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private Persistently() {}

    /**
     * The first result; rests between tries grow from 200 ms to 5 s.
     *
     * @param action begins a try
     * @param passing failures that are tried again for ever; any other one is the result
     */
    public static <T> Uni<T> attempt(Supplier<Uni<? extends T>> action, Class<? extends Throwable> passing) {
        return attempt(action, passing, FIRST_REST, LONGEST_REST);
    }

    /**
     * The first result.
     *
     * @param action begins a try
     * @param passing failures that are tried again for ever; any other one is the result
     * @param firstRest time between the first two tries
     * @param longestRest what it grows to
     */
    public static <T> Uni<T> attempt(
            Supplier<Uni<? extends T>> action,
            Class<? extends Throwable> passing,
            Duration firstRest,
            Duration longestRest) {
        return Uni.createFrom()
                .deferred(action)
                .onFailure(passing)
                .retry()
                .withBackOff(firstRest, longestRest)
                .indefinitely();
    }
}

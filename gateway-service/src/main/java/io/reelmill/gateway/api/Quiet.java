package io.reelmill.gateway.api;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Streams that are never silent for long. */
final class Quiet {

    /** How often the silence is measured, as a part of the longest one. */
    private static final int PARTS = 8;

    private Quiet() {}

    /**
     * The items of a stream, and another one whenever there was none for so long.
     *
     * @param over asked now and then; true ends the result, as the end of the stream does
     */
    static <T> Multi<T> filled(Multi<T> items, Duration longest, T filler, BooleanSupplier over) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        Duration tick = longest.dividedBy(PARTS);
        long quiet = longest.minus(tick).toNanos();
        Multi<Optional<T>> fillers = Multi.createFrom()
                .ticks()
                .every(tick)
                .onOverflow()
                .drop()
                .filter(n -> over.getAsBoolean() || System.nanoTime() - last.get() >= quiet)
                .map(n -> over.getAsBoolean() ? Optional.empty() : Optional.of(filler));
        Multi<Optional<T>> all = Multi.createBy()
                .concatenating()
                .streams(items.map(Optional::of), Multi.createFrom().item(Optional.<T>empty()));
        return Multi.createBy()
                .merging()
                .streams(all, fillers)
                .select()
                .first(Optional::isPresent)
                .map(Optional::get)
                .invoke(item -> last.set(System.nanoTime()));
    }
}

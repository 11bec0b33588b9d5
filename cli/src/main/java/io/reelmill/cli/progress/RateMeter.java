package io.reelmill.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast an amount grows, over the last seconds. Not thread-safe; the clock is the caller's. */
public final class RateMeter {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LEAST = Duration.ofMillis(800);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long amount) {}

    /** Notes the amount reached; an amount that fell begins anew. */
    public void note(Instant at, long amount) {
        if (!samples.isEmpty() && amount < samples.getLast().amount()) {
            samples.clear();
        }
        samples.addLast(new Sample(at, amount));
        while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** Amount per second; empty while too little was seen. */
    public Optional<Double> perSecond() {
        if (samples.size() < 2) {
            return Optional.empty();
        }
        Duration time =
                Duration.between(samples.getFirst().at(), samples.getLast().at());
        long amount = samples.getLast().amount() - samples.getFirst().amount();
        return time.compareTo(LEAST) < 0 || amount == 0
                ? Optional.empty()
                : Optional.of(amount * 1000.0 / time.toMillis());
    }

    /** Time until the amount reaches the total; empty while the rate is not known. */
    public Optional<Duration> remaining(long total) {
        return perSecond().map(rate -> {
            long left = Math.max(0, total - samples.getLast().amount());
            return Duration.ofMillis(Math.round(left / rate * 1000));
        });
    }
}

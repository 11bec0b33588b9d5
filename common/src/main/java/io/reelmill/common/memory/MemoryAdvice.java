package io.reelmill.common.memory;

import io.reelmill.common.memory.MemoryRoute.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told of work that is near or above what the largest workers hold, and what would make it smaller. */
public final class MemoryAdvice {

    private static final double MIB = 1 << 20;
    private static final List<Integer> HEIGHTS = List.of(2160, 1440, 1080, 720, 480, 360, 240);

    private final MemoryModel model;
    private final MemoryClasses classes;

    /** Advice for one installation. */
    public MemoryAdvice(MemoryModel model, MemoryClasses classes) {
        this.model = model;
        this.classes = classes;
    }

    /** One sentence with figures and what to change; empty when there is room. */
    public Optional<String> warning(String rendition, MemoryWork work, MemoryPrediction predicted) {
        Fit fit = classes.route(predicted.bytes()).fit();
        if (fit == Fit.WELL) {
            return Optional.empty();
        }
        String figures = "%s: an encode is predicted to need %s and the largest workers have %s"
                .formatted(rendition, mib(predicted.bytes()), mib(classes.largeBytes()));
        String meaning = fit == Fit.TIGHT ? "; that is tight" : "; it runs alone and may fail";
        List<String> smaller = alternatives(work, predicted);
        return Optional.of(figures + meaning + (smaller.isEmpty() ? "" : ". Less: " + String.join(", ", smaller)));
    }

    private List<String> alternatives(MemoryWork work, MemoryPrediction predicted) {
        double corrected = (double) predicted.bytes() / model.predict(work).bytes();
        List<String> found = new ArrayList<>();
        if (work.threads() > 1) {
            found.add(alternative("1 thread instead of " + work.threads(), work.withThreads(1), corrected));
        }
        faster(work, corrected)
                .ifPresent(other -> found.add(alternative("preset " + other.preset(), other, corrected)));
        smaller(work, corrected)
                .ifPresent(other ->
                        found.add(alternative("height " + other.output().height(), other, corrected)));
        return found;
    }

    private String alternative(String what, MemoryWork other, double corrected) {
        return "%s (%s)".formatted(what, mib(bytes(other, corrected)));
    }

    /** The slowest of the faster presets with which it fits, or the fastest. */
    private Optional<MemoryWork> faster(MemoryWork work, double corrected) {
        Optional<MemoryWork> best = Optional.empty();
        Optional<String> next = Presets.faster(work.codec(), work.preset());
        while (next.isPresent()) {
            best = Optional.of(work.withPreset(next.get()));
            if (fits(best.get(), corrected)) {
                return best;
            }
            next = Presets.faster(work.codec(), next.get());
        }
        return best;
    }

    /** The largest usual height with which it fits, or the smallest. */
    private Optional<MemoryWork> smaller(MemoryWork work, double corrected) {
        List<MemoryWork> candidates = HEIGHTS.stream()
                .filter(height -> height < work.output().height())
                .map(work::withHeight)
                .toList();
        return candidates.stream()
                .filter(other -> fits(other, corrected))
                .findFirst()
                .or(() -> candidates.stream().reduce((larger, smaller) -> smaller));
    }

    private boolean fits(MemoryWork work, double corrected) {
        return classes.route(bytes(work, corrected)).fit() == Fit.WELL;
    }

    private long bytes(MemoryWork work, double corrected) {
        return (long) (model.predict(work).bytes() * corrected);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MiB", bytes / MIB);
    }
}

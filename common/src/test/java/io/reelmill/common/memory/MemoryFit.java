package io.reelmill.common.memory;

import io.reelmill.common.memory.MemoryTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Fits the table to measurements, from the decoders up: what decoders and filters take is seen through a small encode, and is
 * taken off before the encoders are fitted.
 */
final class MemoryFit {

    private final List<Measured> points;
    private final Map<String, NavigableMap<Integer, Row>> rows = new TreeMap<>();

    private MemoryFit(List<Measured> points) {
        this.points = points;
    }

    /** Lines of the table. */
    static List<String> lines(List<Measured> points) {
        return of(points).lines();
    }

    static MemoryModel model(List<Measured> points) {
        return new MemoryModel(new MemoryTable(of(points).rows));
    }

    private static MemoryFit of(List<Measured> points) {
        MemoryFit fit = new MemoryFit(points);
        fit.decoders();
        fit.scaling();
        fit.weaving();
        fit.encoders();
        new PresetGrid(fit.rows).complete();
        return fit;
    }

    /** A decoder's base is what it takes beyond the usual one, whose own is part of every encode. */
    private void decoders() {
        fit(
                m -> m.decoding() && m.work().scaled(),
                m -> MemoryModel.decoder(m.work().decoder(), m.work().source().deep()),
                m -> m.work().source().megapixels(),
                Measured::mib);
        NavigableMap<Integer, Row> usual = new TreeMap<>(rows.get("decoder/h264/8"));
        rows.values()
                .forEach(byThreads -> byThreads.replaceAll((threads, row) -> {
                    double base = usual.containsKey(threads)
                            ? usual.get(threads).line().base()
                            : row.line().base();
                    return new Row(new Line(row.line().base() - base, row.line().slope()), row.points());
                }));
    }

    /** What a small conversion takes, beside the same encode without one. */
    private void scaling() {
        NavigableMap<Integer, Row> scaling = new TreeMap<>();
        for (Measured plain : points) {
            if (plain.decoding() && plain.plain()) {
                scaling.put(plain.work().threads(), new Row(new Line(conversion(plain), 0), 1));
            }
        }
        rows.put("filter/scale", increasing(scaling));
    }

    private double conversion(Measured plain) {
        return points.stream()
                .filter(m ->
                        m.decoding() && m.work().scaled() && m.work().decoder().equals("h264"))
                .filter(m -> !m.work().source().deep()
                        && m.work().threads() == plain.work().threads())
                .mapToDouble(m -> m.mib() - decoder(m) - (plain.mib() - decoder(plain)))
                .average()
                .orElse(0);
    }

    private void weaving() {
        fit(
                Measured::weaving,
                m -> "filter/deinterlace",
                m -> m.work().source().megapixels(),
                m -> m.mib()
                        - points.stream()
                                .filter(other -> other.decoding()
                                        && other.work().decoder().equals("h264"))
                                .filter(other ->
                                        other.work().source().equals(m.work().source()))
                                .filter(other ->
                                        other.work().threads() == m.work().threads())
                                .mapToDouble(Measured::mib)
                                .findFirst()
                                .orElse(m.mib()));
    }

    private void encoders() {
        fit(
                Measured::plain,
                Measured::encoder,
                m -> m.work().output().megapixels(MemoryModel.padding(m.work().codec())),
                m -> m.mib() - decoder(m) - (m.work().scaled() ? scale(m) : 0));
    }

    private double decoder(Measured m) {
        return at("decoder/h264/8", m.work().threads(), m.work().source().megapixels());
    }

    private double scale(Measured m) {
        return at("filter/scale", m.work().threads(), m.work().output().megapixels());
    }

    private double at(String what, int threads, double megapixels) {
        return new MemoryTable(rows).row(what, threads).line().at(megapixels);
    }

    private void fit(
            Predicate<Measured> which,
            Function<Measured, String> what,
            ToDoubleFunction<Measured> size,
            ToDoubleFunction<Measured> mib) {
        Map<String, NavigableMap<Integer, LineFit>> fits = new TreeMap<>();
        points.stream().filter(which).forEach(m -> fits.computeIfAbsent(what.apply(m), w -> new TreeMap<>())
                .computeIfAbsent(m.work().threads(), t -> new LineFit())
                .add(size.applyAsDouble(m), mib.applyAsDouble(m), m.mib()));
        fits.forEach((name, byThreads) -> {
            byThreads.values().removeIf(fit -> !fit.determined());
            if (!byThreads.isEmpty()) {
                NavigableMap<Integer, Row> lines = new TreeMap<>();
                byThreads.forEach((threads, fit) -> lines.put(threads, new Row(fit.line(), fit.points())));
                rows.put(name, lines);
            }
        });
    }

    /** More threads never take less. */
    static NavigableMap<Integer, Row> increasing(NavigableMap<Integer, Row> byThreads) {
        Line least = new Line(Double.NEGATIVE_INFINITY, 0);
        for (Map.Entry<Integer, Row> entry : byThreads.entrySet()) {
            Line line = entry.getValue().line();
            least = new Line(Math.max(least.base(), line.base()), Math.max(least.slope(), line.slope()));
            entry.setValue(new Row(least, entry.getValue().points()));
        }
        return byThreads;
    }

    private List<String> lines() {
        List<String> all = new ArrayList<>();
        rows.keySet().forEach(what -> all.addAll(lines(what)));
        return all;
    }

    private List<String> lines(String what) {
        return rows.get(what).entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT,
                        "%s,%d,%.2f,%.2f,%d",
                        what,
                        e.getKey(),
                        e.getValue().line().base(),
                        e.getValue().line().slope(),
                        e.getValue().points()))
                .toList();
    }
}

package io.reelmill.common.memory;

import io.reelmill.common.memory.MemoryTable.Row;
import io.reelmill.common.spec.VideoCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Completes the rows of encoders that were not measured from those of their neighbors: presets lie on the way between the
 * measured ones, threads add what they add to the nearest preset, ten bits take as many times more as there.
 */
final class PresetGrid {

    private static final List<Integer> ONE = List.of(1);
    private static final List<Integer> THREADS = List.of(1, 2, 4, 8);

    private final Map<String, NavigableMap<Integer, Row>> rows;

    PresetGrid(Map<String, NavigableMap<Integer, Row>> rows) {
        this.rows = rows;
    }

    void complete() {
        for (VideoCodec codec : VideoCodec.values()) {
            each(codec, "encoder", 8, ONE, this::between);
            each(codec, "encoder", 8, THREADS, this::threads);
            each(codec, "lean", 8, ONE, this::between);
            if (codec != VideoCodec.H264) {
                each(codec, "encoder", 10, THREADS, this::deep);
                each(codec, "lean", 10, ONE, this::deep);
            }
            if (codec == VideoCodec.AV1) {
                each(codec, "encoder-short", 8, THREADS, this::shorter);
                each(codec, "encoder-short", 10, THREADS, this::shorter);
                each(codec, "lean-short", 8, ONE, this::shorter);
                each(codec, "lean-short", 10, ONE, this::shorter);
            }
        }
        rows.values().forEach(MemoryFit::increasing);
    }

    private void each(VideoCodec codec, String kind, int bits, List<Integer> threads, Function<Cell, Line> derivation) {
        for (int count : threads) {
            for (String preset : Presets.of(codec)) {
                Cell cell = new Cell(kind, codec, preset, bits, count);
                if (!measured(cell)) {
                    rows.computeIfAbsent(cell.what(), what -> new TreeMap<>())
                            .put(count, new Row(derivation.apply(cell), 0));
                }
            }
        }
    }

    private record Cell(String kind, VideoCodec codec, String preset, int bits, int threads) {

        String what() {
            return kind + '/' + codec + '/' + preset + '/' + bits;
        }

        Cell kind(String other) {
            return new Cell(other, codec, preset, bits, threads);
        }

        Cell preset(String other) {
            return new Cell(kind, codec, other, bits, threads);
        }

        Cell threads(int other) {
            return new Cell(kind, codec, preset, bits, other);
        }

        Cell bits(int other) {
            return new Cell(kind, codec, preset, other, threads);
        }
    }

    private boolean measured(Cell cell) {
        Row row = rows.getOrDefault(cell.what(), new TreeMap<>()).get(cell.threads());
        return row != null && row.points() > 0;
    }

    private Line line(Cell cell) {
        return rows.get(cell.what()).get(cell.threads()).line();
    }

    private Line between(Cell cell) {
        return between(cell, this::line).orElseThrow();
    }

    /** What one thread takes, and what more of them add to the presets around. */
    private Line threads(Cell cell) {
        Line one = line(cell.threads(1));
        return between(cell, like -> minus(line(like), line(like.threads(1))))
                .map(more -> plus(one, more))
                .orElse(one);
    }

    /** Eight bits, times what ten take more with the presets around: of the ordinary command if need be, or with one thread. */
    private Line deep(Cell cell) {
        return times(cell, like -> like.bits(8), cell, cell.threads(1), cell.kind("encoder"));
    }

    /** Long mini-GOPs, times what short ones take less with the presets around: in eight bits if need be, or with one thread. */
    private Line shorter(Cell cell) {
        String ordinary = cell.kind().replace("-short", "");
        return times(
                cell,
                like -> like.kind(ordinary),
                cell,
                cell.threads(1),
                cell.bits(8),
                cell.bits(8).threads(1));
    }

    private Line times(Cell cell, UnaryOperator<Cell> like, Cell... evidence) {
        Line line = line(like.apply(cell));
        Line factor = Stream.of(evidence)
                .flatMap(seen -> between(seen, known -> over(line(known), line(like.apply(known)))).stream())
                .findFirst()
                .orElse(new Line(1, 1));
        return new Line(line.base() * factor.base(), line.slope() * factor.slope());
    }

    /** On the way between the nearest measured presets on both sides; that of the nearest one beyond the last. */
    private Optional<Line> between(Cell cell, Function<Cell, Line> figure) {
        List<String> presets = Presets.of(cell.codec());
        int at = presets.indexOf(cell.preset());
        List<Integer> known = IntStream.range(0, presets.size())
                .boxed()
                .filter(i -> measured(cell.preset(presets.get(i))))
                .toList();
        Optional<Integer> below = known.stream().filter(i -> i <= at).max(Comparator.naturalOrder());
        Optional<Integer> above = known.stream().filter(i -> i >= at).min(Comparator.naturalOrder());
        return below.or(() -> above).map(from -> {
            int to = above.orElse(from);
            double share = from == to ? 0 : (double) (at - from) / (to - from);
            Line start = figure.apply(cell.preset(presets.get(from)));
            return start.toward(figure.apply(cell.preset(presets.get(to))), share);
        });
    }

    private static Line plus(Line line, Line more) {
        return new Line(line.base() + more.base(), line.slope() + more.slope());
    }

    private static Line minus(Line line, Line less) {
        return new Line(line.base() - less.base(), line.slope() - less.slope());
    }

    private static Line over(Line deep, Line flat) {
        return new Line(ratio(deep.base(), flat.base()), ratio(deep.slope(), flat.slope()));
    }

    private static double ratio(double deep, double flat) {
        return flat <= 0 ? 1 : deep / flat;
    }
}

package io.reelmill.common.memory;

import io.reelmill.common.job.MemoryBasis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fitted lines, by what they are of and by threads. {@code memory-table.csv} is made from the measurements in
 * {@code bench/memory-results.csv} and checked against them by a test.
 */
final class MemoryTable {

    private static final String RESOURCE = "memory-table.csv";
    private static final int COLUMNS = 5;

    /**
     * @param line MiB over megapixels
     * @param points measurements that it was fitted to; 0 when it was derived from its neighbors
     */
    record Row(Line line, int points) {
        MemoryBasis basis() {
            return points > 0 ? MemoryBasis.TABLE : MemoryBasis.INTERPOLATED;
        }
    }

    private final Map<String, NavigableMap<Integer, Row>> rows;

    /** A view of rows by what they are of and by threads. */
    MemoryTable(Map<String, NavigableMap<Integer, Row>> rows) {
        this.rows = rows;
    }

    /** The table on the class path. */
    static MemoryTable load() {
        try (InputStream in = MemoryTable.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines of {@code what,threads,base,slope,points}; those that begin with {@code #} are remarks. */
    static MemoryTable parse(List<String> lines) {
        MemoryTable table = new MemoryTable(new HashMap<>());
        for (String line : lines) {
            if (!line.startsWith("#") && !line.startsWith("what,")) {
                table.add(line.split(",", COLUMNS));
            }
        }
        return table;
    }

    private void add(String[] fields) {
        Line line = new Line(Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
        rows.computeIfAbsent(fields[0], what -> new TreeMap<>())
                .put(Integer.valueOf(fields[1]), new Row(line, Integer.parseInt(fields[4])));
    }

    boolean has(String what) {
        return rows.containsKey(what);
    }

    /** The row for so many threads; between two that were measured, and beyond the last, on the straight line through them. */
    Row row(String what, int threads) {
        NavigableMap<Integer, Row> byThreads = rows.get(what);
        Row exact = byThreads.get(threads);
        if (exact != null) {
            return exact;
        }
        if (byThreads.size() == 1 || threads < byThreads.firstKey()) {
            return new Row(byThreads.firstEntry().getValue().line(), 0);
        }
        Map.Entry<Integer, Row> above = byThreads.ceilingEntry(threads);
        int to = (above == null ? byThreads.lastEntry() : above).getKey();
        int from = byThreads.lowerKey(to);
        double share = (double) (threads - from) / (to - from);
        return new Row(byThreads.get(from).line().toward(byThreads.get(to).line(), share), 0);
    }
}

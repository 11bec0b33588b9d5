package io.reelmill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their widest cell. Not thread-safe. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    /** With that header. */
    public Table(Object... header) {
        row(header);
    }

    /** Adds a row with a cell for each column. */
    public void row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
    }

    /** The header and all rows. */
    public List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length())));
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]);
            if (i < row.length - 1) {
                line.append(" ".repeat(widths[i] - row[i].length() + 2));
            }
        }
        return line.toString();
    }
}

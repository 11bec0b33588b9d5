package io.reelmill.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to standard output, progress and errors to standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param interactive whether standard error is a terminal that can be redrawn
 * @param columns width of that terminal
 * @param clearable whether standard output is a terminal that can be cleared
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, int columns, boolean clearable) {

    private static final int DEFAULT_COLUMNS = 100;

    /**
     * The streams of this process. The launcher says which of them are terminals: {@code REELMILL_TTY} is how wide that of
     * standard error is, {@code REELMILL_OUT_TTY} is set when standard output is one.
     */
    public static Terminal system(Map<String, String> environment) {
        String columns = environment.getOrDefault("REELMILL_TTY", "");
        boolean interactive = columns.matches("\\d{1,4}");
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                interactive,
                interactive && Integer.parseInt(columns) >= 40 ? Integer.parseInt(columns) : DEFAULT_COLUMNS,
                environment.containsKey("REELMILL_OUT_TTY"));
    }
}

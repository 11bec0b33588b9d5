package io.reelmill.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Results as a table in Markdown, which keeps the rows of earlier runs that were not run again. */
final class ResultTable {

    private static final String HEAD = "| case | work went on, from the fault | from its end | job took | repeated |";
    private static final String LINE = "|---|---|---|---|---|";

    /** More attempts than these are counted. */
    private static final int FEW = 3;

    private final Path file;
    private final List<String> order;
    private final Map<String, String> rows = new HashMap<>();
    private String introduction = "";

    /**
     * @param file where the table is, after an introduction
     * @param order names of all rows
     */
    ResultTable(Path file, List<String> order) {
        this.file = file;
        this.order = List.copyOf(order);
        if (Files.exists(file)) {
            read();
        }
    }

    private void read() {
        try {
            String text = Files.readString(file);
            int table = text.indexOf(HEAD);
            introduction = table < 0 ? text : text.substring(0, table);
            text.substring(Math.max(0, table))
                    .lines()
                    .skip(2)
                    .filter(line -> line.startsWith("| "))
                    .forEach(line -> rows.put(line.split(" \\| ")[0].substring(2), line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void passed(String name, Trial.Measured measured) {
        put(
                name,
                "| %s | %s | %s | %s | %s |"
                        .formatted(
                                name,
                                seconds(measured.sinceStrike()),
                                seconds(measured.sinceMended()),
                                seconds(measured.total()),
                                repeated(measured.repeated())));
    }

    /** A few by name, many by how they ended. */
    private static String repeated(List<String> attempts) {
        if (attempts.size() <= FEW) {
            return String.join(", ", attempts);
        }
        return attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> attempt.substring(attempt.indexOf(' ') + 1), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(outcome -> outcome.getKey() + " × " + outcome.getValue())
                .collect(Collectors.joining(", "));
    }

    void failed(String name, Throwable why) {
        String line =
                String.valueOf(why.getMessage()).lines().findFirst().orElse("").replace('|', '/');
        put(name, "| %s | FAILED: %s | | | |".formatted(name, line));
    }

    void skipped(String name, String why) {
        System.out.println(name + ": skipped, " + why);
        put(name, "| %s | skipped: %s | | | |".formatted(name, why));
    }

    /** As the matrix has them; what it does not have any more goes. */
    private List<String> inOrder() {
        return order.stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }

    private void put(String name, String row) {
        rows.put(name, row);
        try {
            Files.writeString(file, introduction + HEAD + "\n" + LINE + "\n" + String.join("\n", inOrder()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

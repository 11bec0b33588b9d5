package io.reelmill.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results as a table in Markdown, which keeps the rows of earlier runs that were not run again. */
final class ResultTable {

    private static final String HEAD = "| case | work went on, from the fault | from its end | job took | repeated |";
    private static final String LINE = "|---|---|---|---|---|";

    private final Path file;
    private final Map<String, String> rows = new LinkedHashMap<>();
    private String introduction = "";

    ResultTable(Path file) {
        this.file = file;
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
        if (measured == null) {
            put(name, "| %s | | | | |".formatted(name));
            return;
        }
        put(
                name,
                "| %s | %s | %s | %s | %s |"
                        .formatted(
                                name,
                                seconds(measured.sinceStrike()),
                                seconds(measured.sinceMended()),
                                seconds(measured.total()),
                                String.join(", ", measured.repeated())));
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

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }

    private void put(String name, String row) {
        rows.put(name, row);
        try {
            Files.writeString(file, introduction + HEAD + "\n" + LINE + "\n" + String.join("\n", rows.values()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

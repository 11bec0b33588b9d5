package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The expressions of dashboards and alerts, and the names of metrics in them. */
final class Expressions {

    private static final Path CHART = Path.of("").toAbsolutePath().getParent().resolve("helm/reelmill");
    private static final Set<String> WORDS = Set.of("by", "on", "and", "or", "unless", "offset", "ignoring", "without");
    private static final Pattern LABELS = Pattern.compile("\\b(by|on|ignoring|without)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*(?![\\w:]*\\s*\\()");

    private Expressions() {}

    /** Where each metric is used. */
    static Map<String, Set<String>> metrics() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (String folder : List.of("alerts", "dashboards")) {
            for (Path file : files(CHART.resolve(folder))) {
                expressions(file)
                        .flatMap(expression -> metrics(expression).stream())
                        .forEach(name -> used.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(file.getFileName().toString()));
            }
        }
        return used;
    }

    /** The metrics of one expression of PromQL. */
    static Set<String> metrics(String expression) {
        String bare = expression
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\b\\d\\w*", "");
        return NAME.matcher(LABELS.matcher(bare).replaceAll(""))
                .results()
                .map(match -> match.group())
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> expressions(Path file) {
        try {
            if (file.toString().endsWith(".json")) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                return dashboard.get("panels").findValuesAsText("expr").stream();
            }
            String rule = Files.readString(file);
            return Stream.of(
                    rule.substring(rule.indexOf("expr: |") + "expr: |".length(), rule.indexOf("\n        for:")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        return Arrays.stream(folder.toFile().listFiles())
                .map(file -> file.toPath())
                .sorted()
                .toList();
    }
}

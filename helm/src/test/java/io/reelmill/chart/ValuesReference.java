package io.reelmill.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of values for the README: one row for each line of values.yaml that has a description above it. */
final class ValuesReference {

    private static final Pattern LINE = Pattern.compile("( *)([A-Za-z]+):(?: (.*))?");
    private static final String DESCRIPTION = "# -- ";
    private static final int INDENTATION = 2;

    private ValuesReference() {}

    /** The table of a file's text. */
    static String of(String values) {
        StringBuilder table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
        List<String> path = new ArrayList<>();
        String description = null;
        for (String line : values.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (line.strip().startsWith(DESCRIPTION)) {
                description = line.strip().substring(DESCRIPTION.length());
            } else if (matcher.matches()) {
                int depth = matcher.group(1).length() / INDENTATION;
                path.subList(depth, path.size()).clear();
                path.add(matcher.group(2));
                if (description != null) {
                    table.append("| `%s` | `%s` | %s |\n"
                            .formatted(String.join(".", path), matcher.group(3), description.replace("|", "\\|")));
                }
                description = null;
            }
        }
        return table.toString();
    }
}

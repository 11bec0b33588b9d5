package io.reelmill.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration reference as the sources have it: every key of every mapping with its default and its sentence. */
final class ConfigReference {

    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern INTERFACE = Pattern.compile("^\\s*(?:public )?interface (\\w+) \\{");
    private static final Pattern METHOD = Pattern.compile("^\\s+([\\w<>]+) (\\w+)\\(\\);");
    private static final Pattern DEFAULT = Pattern.compile("^\\s+@WithDefault\\(\"(.*)\"\\)");
    private static final Pattern SENTENCE = Pattern.compile("^\\s+/\\*\\* (.*) \\*/");

    private record Key(String type, String name, String value, String sentence) {}

    private final Map<String, List<Key>> interfaces = new LinkedHashMap<>();
    private final StringBuilder table = new StringBuilder();

    private ConfigReference() {}

    /** The table of one source file; empty when it maps no configuration. */
    static String of(Path source) throws IOException {
        String text = Files.readString(source);
        Matcher prefix = PREFIX.matcher(text);
        if (!prefix.find()) {
            return "";
        }
        ConfigReference reference = new ConfigReference();
        reference.parse(text.substring(prefix.end()).lines().toList());
        String root = reference.interfaces.keySet().iterator().next();
        reference
                .table
                .append("\n## ")
                .append(prefix.group(1))
                .append("\n\n| key | default | meaning |\n|---|---|---|\n");
        reference.rows(prefix.group(1), root);
        return reference.table.toString();
    }

    private void parse(List<String> lines) {
        String current = null;
        String sentence = "";
        String value = "";
        for (String line : lines) {
            Matcher match = INTERFACE.matcher(line);
            if (match.find()) {
                current = match.group(1);
                interfaces.put(current, new ArrayList<>());
            } else if ((match = SENTENCE.matcher(line)).find()) {
                sentence = match.group(1);
            } else if ((match = DEFAULT.matcher(line)).find()) {
                value = match.group(1);
            } else if ((match = METHOD.matcher(line)).find()) {
                interfaces.get(current).add(new Key(match.group(1), match.group(2), value, sentence));
                sentence = "";
                value = "";
            }
        }
    }

    private void rows(String prefix, String type) {
        for (Key key : interfaces.get(type)) {
            String name = prefix + "." + key.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (interfaces.containsKey(key.type())) {
                rows(name, key.type());
            } else {
                table.append("| `%s` | %s | %s |%n"
                        .formatted(name, key.value().isEmpty() ? "" : "`" + key.value() + "`", plain(key.sentence())));
            }
        }
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`");
    }
}

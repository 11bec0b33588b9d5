package io.reelmill.gateway.requests;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of labels, in bodies and as {@code key=value} in parameters. */
public final class Labels {

    private static final int MAX_LABELS = 32;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,126})");
    private static final Pattern VALUE = Pattern.compile("\\P{Cntrl}{0,256}");

    private Labels() {}

    static void check(Map<String, String> labels, Findings findings) {
        findings.check(labels.size() <= MAX_LABELS, "labels", "must be at most " + MAX_LABELS);
        labels.forEach((key, value) -> {
            findings.check(
                    KEY.matcher(key).matches(),
                    "labels." + key,
                    "keys are 1 to 127 letters, digits, dots, hyphens, underscores and slashes, a letter or digit"
                            + " first");
            findings.check(
                    value != null && VALUE.matcher(value).matches(),
                    "labels." + key,
                    "values are at most 256 printable characters");
        });
    }

    /**
     * Reads parameters, each of one or more {@code key=value} parted by commas.
     *
     * @param field name of the parameter, for messages
     */
    public static Map<String, String> parse(Collection<String> parameters, String field) {
        Findings findings = new Findings();
        Map<String, String> labels = parse(parameters, field, findings);
        check(labels, findings);
        findings.throwIfAny();
        return labels;
    }

    static Map<String, String> parse(Collection<String> parameters, String field, Findings findings) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String parameter : parameters) {
            for (String pair : parameter.split(",")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    labels.put(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                } else if (!pair.isBlank()) {
                    findings.add(field, "must be key=value, several parted by commas");
                }
            }
        }
        return labels;
    }
}

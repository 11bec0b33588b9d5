package io.reelmill.gateway.requests;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of an upload: query parameters and form fields of the same names. Bitrates may end in {@code k} or
 * {@code M}; labels are {@code key=value}, several parted by commas or given repeatedly.
 */
public final class UploadParameters {

    private static final Set<String> OUTPUT = Set.of(
            "name",
            "codec",
            "preset",
            "height",
            "upscale",
            "crf",
            "bitrate",
            "maxBitrate",
            "deinterlace",
            "audio",
            "audioBitrate",
            "channels");
    private static final Set<String> JOB = Set.of(
            "profile",
            "fileName",
            "priority",
            "deadline",
            "notBefore",
            "labels",
            "chunkSeconds",
            "allowPartial",
            "retries",
            "onOom",
            "maxOomRetries",
            "leastClass");
    private static final Pattern BITRATE = Pattern.compile("(\\d{1,12})(\\.\\d{1,6})?([kKmM]?)");

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final Findings findings = new Findings();

    private UploadParameters(Map<String, List<String>> parameters) {
        parameters.forEach(given::put);
    }

    /**
     * The request that the parameters make. Throws {@code VALIDATION_FAILED} naming what cannot be read.
     *
     * @param parameters values by name, in the order in which they came
     */
    public static JobRequest read(Map<String, List<String>> parameters) {
        return new UploadParameters(parameters).read();
    }

    /**
     * The name of the file, null when there is none.
     *
     * @param otherwise the name that the file came with, used when no parameter gives one; may be null
     */
    public static String fileName(Map<String, List<String>> parameters, String otherwise) {
        UploadParameters read = new UploadParameters(parameters);
        String given = read.text("fileName");
        String name = SourcePolicy.fileName(given != null ? given : otherwise, "fileName", read.findings);
        read.findings.throwIfAny();
        return name;
    }

    private JobRequest read() {
        given.keySet().stream()
                .filter(name -> !OUTPUT.contains(name) && !JOB.contains(name))
                .forEach(name -> findings.add(name, "is not a parameter of uploads"));
        boolean ownOutput = OUTPUT.stream().anyMatch(name -> text(name) != null);
        JobRequest request = new JobRequest(
                null,
                text("profile"),
                ownOutput ? List.of(output()) : null,
                integer("priority"),
                instant("deadline"),
                instant("notBefore"),
                given.containsKey("labels") ? Labels.parse(given.get("labels"), "labels", findings) : null,
                decimal("chunkSeconds"),
                bool("allowPartial"),
                integer("retries"),
                memory());
        findings.throwIfAny();
        return request;
    }

    private MemoryRequest memory() {
        MemoryRequest asked = new MemoryRequest(text("onOom"), integer("maxOomRetries"), text("leastClass"));
        boolean open = asked.onOom() == null && asked.maxOomRetries() == null && asked.leastClass() == null;
        return open ? null : asked;
    }

    private OutputRequest output() {
        return new OutputRequest(
                text("name"),
                text("codec"),
                text("preset"),
                integer("height"),
                bool("upscale"),
                decimal("crf"),
                bitrate("bitrate"),
                bitrate("maxBitrate"),
                text("deinterlace"),
                bool("audio"),
                bitrate("audioBitrate"),
                text("channels"));
    }

    /** An empty value is one that was left out, as HTML forms send it. */
    private String text(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        findings.check(values.size() <= 1, name, "must be given once");
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).strip();
    }

    private Integer integer(String name) {
        return parsed(name, "must be a whole number", Integer::valueOf);
    }

    private Double decimal(String name) {
        return parsed(name, "must be a number", Double::valueOf);
    }

    private Boolean bool(String name) {
        return parsed(name, "must be true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    private Instant instant(String name) {
        return parsed(name, Times.RULE, Times::parse);
    }

    private Long bitrate(String name) {
        return parsed(name, "must be bits per second, such as 2500000, 2500k or 2.5M", UploadParameters::bits);
    }

    private static Long bits(String text) {
        Matcher matcher = BITRATE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        double number = Double.parseDouble(matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2)));
        return Math.round(number
                * switch (matcher.group(3)) {
                    case "k", "K" -> 1_000;
                    case "m", "M" -> 1_000_000;
                    default -> 1;
                });
    }

    private <T> T parsed(String name, String rule, Function<String, T> parse) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            findings.add(name, rule);
            return null;
        }
    }
}

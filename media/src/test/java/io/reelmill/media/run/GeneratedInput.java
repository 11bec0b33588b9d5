package io.reelmill.media.run;

import java.util.ArrayList;
import java.util.List;

/** Pictures that ffmpeg generates, as a runner takes them: fenced in, with one thread. */
public final class GeneratedInput {

    private GeneratedInput() {}

    /**
     * Arguments that read a generator.
     *
     * @param description what ffmpeg's {@code lavfi} makes
     * @param output arguments that follow
     */
    public static List<String> of(String description, String... output) {
        List<String> arguments = new ArrayList<>(List.of("-format_whitelist", "lavfi", "-protocol_whitelist", "file"));
        arguments.addAll(List.of("-threads", "1", "-f", "lavfi", "-i", description));
        arguments.addAll(List.of(output));
        return arguments;
    }

    /** As fast as a player would show them, into nothing. */
    public static List<String> live(String description) {
        List<String> arguments = new ArrayList<>(List.of("-re"));
        arguments.addAll(of(description, "-f", "null", "-"));
        return arguments;
    }
}

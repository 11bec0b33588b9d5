package io.reelmill.media.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a tool once to see that it runs. */
final class ToolCheck {

    private static final Pattern VERSION = Pattern.compile("^ff\\w+ version (\\S+)");
    private static final Pattern LIBRARY = Pattern.compile("(?:shared libraries: |Library not loaded: )([^:\\s]+)");

    private ToolCheck() {}

    static String version(Path tool, Map<String, String> environment) {
        String output = run(tool, environment);
        Matcher version = VERSION.matcher(output);
        if (version.find()) {
            return version.group(1);
        }
        throw new MediaToolsException(explain(tool, output));
    }

    /** The sentence for a tool that started and said something else than its version. */
    static String explain(Path tool, String output) {
        Matcher library = LIBRARY.matcher(output);
        if (library.find()) {
            return ("%s needs the system library %s, which is not installed. Install it (Debian: libxcb1 libxcb-shm0"
                            + " libasound2), or install ffmpeg itself, or set %s and %s.")
                    .formatted(tool, library.group(1), MediaTools.FFMPEG, MediaTools.FFPROBE);
        }
        String said = output.isBlank()
                ? "nothing"
                : output.strip().lines().findFirst().orElse("");
        return "%s does not run here: it said %s".formatted(tool, said);
    }

    private static String run(Path tool, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(tool.toString(), "-version").redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            process.destroy();
            return output;
        } catch (IOException e) {
            throw new MediaToolsException("%s cannot be started: %s".formatted(tool, e.getMessage()), e);
        }
    }
}

package io.reelmill.media.probe;

import io.reelmill.media.tool.MediaTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What ffmpeg or ffprobe notes in a file about how much it reads. One run at a time. */
public final class ReadReport {

    /** Said of an input that is closed, at the verbose level. */
    private static final Pattern STATISTICS = Pattern.compile("Statistics: (\\d+) bytes read");

    private static final String VERBOSE = "40";

    private final Path file;

    /** @param scratch directory for the notes */
    public ReadReport(Path scratch) {
        this.file = scratch.resolve("reads.log");
    }

    /** The same tools, taking notes. */
    public MediaTools noting(MediaTools tools) {
        Map<String, String> environment = new HashMap<>(tools.environment());
        String escaped = file.toString().replaceAll("([\\\\':])", "\\\\$1");
        environment.put("FFREPORT", "file=" + escaped + ":level=" + VERBOSE);
        return tools.with(environment);
    }

    /** Bytes that the last run read of its inputs; 0 when it was killed before it could tell. */
    public long bytesRead() {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.map(STATISTICS::matcher)
                    .filter(Matcher::find)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    .sum();
        } catch (IOException e) {
            // It did not even start; then nothing was read.
            return 0;
        }
    }
}

package io.reelmill.media.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.FfprobeRunner.Probe;
import io.reelmill.media.tool.MediaTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks ffprobe about one source, fenced in, and counts the bytes that it reads of it. Not thread-safe. */
public final class Prober {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What ffprobe says about an input that it closes, at its verbose level. */
    private static final Pattern STATISTICS = Pattern.compile("Statistics: (\\d+) bytes read");

    private final FfprobeRunner ffprobe;
    private final String input;
    private final Path report;
    private long bytesRead;

    /**
     * @param tools what to run
     * @param input address or path of the source
     * @param scratch directory for what ffprobe notes about its reading
     */
    public Prober(MediaTools tools, String input, Path scratch) {
        this.input = input;
        this.report = scratch.resolve("ffprobe.log");
        Map<String, String> environment = new HashMap<>(tools.environment());
        environment.put("FFREPORT", "file=" + report.toString().replaceAll("([\\\\':])", "\\\\$1") + ":level=40");
        this.ffprobe = new FfprobeRunner(new MediaTools(tools.ffmpeg(), tools.ffprobe(), environment, tools.version()));
    }

    /** Bytes of the source that were read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /** The answer to a question, as a tree. */
    public JsonNode json(Duration limit, String... question) throws ProbeException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-of", "json"));
        arguments.addAll(List.of(question));
        Probe probe = ffprobe.run(command(arguments), limit);
        finish(probe, limit);
        try {
            return JSON.readTree(probe.output());
        } catch (JsonProcessingException e) {
            throw new ProbeException(ProbeException.Kind.REFUSED, "ffprobe's answer ends early");
        }
    }

    /** The answer to a question, line by line. */
    public void lines(Duration limit, Consumer<String> line, String... question)
            throws ProbeException, InterruptedException {
        finish(ffprobe.lines(command(List.of(question)), limit, line), limit);
    }

    private List<String> command(List<String> question) {
        List<String> arguments = new ArrayList<>(InputFence.options(input));
        arguments.addAll(question);
        arguments.addAll(List.of("-i", input));
        return arguments;
    }

    private void finish(Probe probe, Duration limit) throws ProbeException {
        bytesRead += reported();
        if (probe.timedOut()) {
            throw new ProbeException(
                    ProbeException.Kind.TIMED_OUT, "ffprobe did not end within " + limit.toSeconds() + " s");
        }
        if (!probe.ok()) {
            throw new ProbeException(ProbeException.Kind.REFUSED, probe.errors());
        }
    }

    private long reported() {
        try (Stream<String> lines = Files.lines(report, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return lines.map(STATISTICS::matcher)
                    .filter(Matcher::find)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    .sum();
        } catch (IOException e) {
            // Without its notes the figure is lower than the truth; nothing depends on it.
            return 0;
        }
    }
}

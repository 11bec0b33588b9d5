package io.reelmill.media.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.FfprobeRunner.Probe;
import io.reelmill.media.tool.MediaTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks ffprobe about one source, fenced in, and counts the bytes that it reads of it. Not thread-safe. */
public final class Prober {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A pass that complained and left more than this unread did not see the whole file. */
    private static final long UNREAD = 1 << 20;

    private final FfprobeRunner ffprobe;
    private final String input;
    private final long size;
    private final ReadReport report;
    private long bytesRead;
    private long complaints;

    /**
     * @param tools what to run
     * @param input address or path of the source
     * @param size size of the source in bytes
     * @param scratch directory for what ffprobe notes about its reading
     */
    public Prober(MediaTools tools, String input, long size, Path scratch) {
        this.input = input;
        this.size = size;
        this.report = new ReadReport(scratch);
        this.ffprobe = new FfprobeRunner(report.noting(tools));
    }

    /** Bytes of the source that were read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Complaints of demuxers and decoders in the passes over the whole source so far. */
    public long complaints() {
        return complaints;
    }

    /** The answer to a question about the head of the source, as a tree. */
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

    /**
     * The answer to a question about the whole source, line by line.
     *
     * @throws ProbeException {@code INCOMPLETE} when reading broke off, which ffprobe itself does not call a failure
     */
    public void pass(Duration limit, Consumer<String> line, String... question)
            throws ProbeException, InterruptedException {
        Probe probe = ffprobe.lines(command(List.of(question)), limit, line);
        long read = finish(probe, limit);
        complaints += probe.decodeErrors();
        if (!probe.errors().isBlank() && size - read > UNREAD) {
            throw new ProbeException(
                    ProbeException.Kind.INCOMPLETE, "reading broke off after %d of %d bytes".formatted(read, size));
        }
    }

    private List<String> command(List<String> question) {
        List<String> arguments = new ArrayList<>(InputFence.options(input));
        arguments.addAll(question);
        arguments.addAll(List.of("-i", input));
        return arguments;
    }

    private long finish(Probe probe, Duration limit) throws ProbeException {
        long read = report.bytesRead();
        bytesRead += read;
        if (probe.death() != null) {
            throw new ProbeException(probe.death());
        }
        if (probe.timedOut()) {
            throw new ProbeException(
                    ProbeException.Kind.TIMED_OUT, "ffprobe did not end within " + limit.toSeconds() + " s");
        }
        if (!probe.ok()) {
            throw new ProbeException(ProbeException.Kind.REFUSED, probe.errors());
        }
        return read;
    }
}

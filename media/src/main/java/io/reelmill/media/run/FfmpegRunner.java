package io.reelmill.media.run;

import io.reelmill.media.tool.MediaTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts ffmpeg. Thread-safe. */
public final class FfmpegRunner {

    private static final List<String> ALWAYS = List.of(
            "-nostdin",
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "error",
            "-progress",
            "pipe:1",
            "-stats_period",
            "0.5");

    private final MediaTools tools;

    /** @param tools the ffmpeg to run */
    public FfmpegRunner(MediaTools tools) {
        this.tools = tools;
    }

    /**
     * Starts ffmpeg with the arguments after the global ones.
     *
     * @param arguments arguments of the command, without the program
     * @param workDir directory it runs in
     * @param limits when it is ended from outside
     * @param progress told about twice a second, on the thread that awaits the run
     * @throws UncheckedIOException when the program cannot be started
     */
    public FfmpegRun start(List<String> arguments, Path workDir, RunLimits limits, Consumer<RunProgress> progress) {
        List<String> command = new ArrayList<>(List.of(tools.ffmpeg().toString()));
        command.addAll(ALWAYS);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(Tether.wrap(command)).directory(workDir.toFile());
        builder.environment().putAll(tools.environment());
        try {
            return new FfmpegRun(builder.start(), limits, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + tools.ffmpeg(), e);
        }
    }

    /** Runs to the end, for commands that take seconds: no progress, the limit kills. */
    public RunResult run(List<String> arguments, Path workDir, Duration limit) throws InterruptedException {
        return start(arguments, workDir, new RunLimits(limit, limit, null), p -> {})
                .await();
    }
}

package io.reelmill.media.run;

import io.reelmill.media.tool.MediaTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Starts ffmpeg. Thread-safe. */
public final class FfmpegRunner {

    /** No questions, no banner, one line per message with its level, machine-readable progress, figures at the end. */
    private static final List<String> GLOBAL = List.of(
            "-nostdin",
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "repeat+level+info",
            "-benchmark",
            "-progress",
            "pipe:1");

    private final MediaTools tools;
    private final Launcher launcher;
    private final LongSupplier nanoTime;

    /** Runs the ffmpeg of these tools. */
    public FfmpegRunner(MediaTools tools) {
        this(tools, new Leash(), System::nanoTime);
    }

    FfmpegRunner(MediaTools tools, Launcher launcher, LongSupplier nanoTime) {
        this.tools = tools;
        this.launcher = launcher;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts a run.
     *
     * @param arguments arguments after ffmpeg's name, without the global ones that are added here; standard output is
     *     taken by progress
     * @param workDir working directory
     * @param limits how long it may take
     * @param progress called about twice a second on a thread of the run; must be quick
     * @throws java.io.UncheckedIOException when the process cannot be started
     * @throws IllegalArgumentException when an input is not fenced in or threads are not set
     */
    public FfmpegRun start(List<String> arguments, Path workDir, RunLimits limits, Consumer<RunProgress> progress) {
        Fence.requireOfEachInput(arguments);
        List<String> command = new ArrayList<>();
        command.add(tools.ffmpeg().toString());
        command.addAll(GLOBAL);
        command.addAll(arguments);
        ProgressParser parser = new ProgressParser();
        ErrorLog log = new ErrorLog();
        Child child = Child.start(launcher, command, tools.environment(), workDir, parser::line, log::line);
        return new FfmpegRun(
                child, tools.memory().enter(child::pid, child::kill), parser, log, limits, progress, nanoTime);
    }

    /** Runs to the end, for commands that take seconds; the limit kills. */
    public RunResult run(List<String> arguments, Path workDir, Duration limit) throws InterruptedException {
        return start(arguments, workDir, RunLimits.within(limit), p -> {}).await();
    }
}

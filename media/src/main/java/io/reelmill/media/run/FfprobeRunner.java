package io.reelmill.media.run;

import io.reelmill.media.memory.MemoryDeath;
import io.reelmill.media.memory.ProcessEnd;
import io.reelmill.media.memory.WatchedChild;
import io.reelmill.media.tool.MediaTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs ffprobe to its end while the calling thread waits; interrupting the thread kills it. Thread-safe. */
public final class FfprobeRunner {

    private static final int MAX_OUTPUT = 32 << 20;
    /** Decoders have one thread unless a question says otherwise: the last word counts. */
    private static final List<String> GLOBAL =
            List.of("-hide_banner", "-loglevel", "repeat+level+error", "-threads", "1");

    private final MediaTools tools;
    private final Launcher launcher;

    /** Runs the ffprobe of these tools. */
    public FfprobeRunner(MediaTools tools) {
        this(tools, new Leash());
    }

    FfprobeRunner(MediaTools tools, Launcher launcher) {
        this.tools = tools;
        this.launcher = launcher;
    }

    /**
     * How a probe ended.
     *
     * @param exitCode exit code; not zero when the input could not be read
     * @param output standard output; empty when it was streamed
     * @param errors last lines of standard error
     * @param decodeErrors lines in which a demuxer or decoder complained
     * @param timedOut whether the limit ended it
     * @param death what ended it when that was memory, or a signal that nobody explains; null otherwise
     */
    public record Probe(
            int exitCode, String output, String errors, long decodeErrors, boolean timedOut, MemoryDeath death) {

        /** Whether it ended by itself and well. */
        public boolean ok() {
            return exitCode == 0 && !timedOut;
        }
    }

    /** Everything it prints, for questions with short answers; what is beyond 32 MiB is dropped. */
    public Probe run(List<String> arguments, Duration limit) throws InterruptedException {
        StringBuilder output = new StringBuilder();
        Probe probe = lines(arguments, limit, line -> {
            if (output.length() + line.length() < MAX_OUTPUT) {
                output.append(line).append('\n');
            }
        });
        return new Probe(
                probe.exitCode(),
                output.toString(),
                probe.errors(),
                probe.decodeErrors(),
                probe.timedOut(),
                probe.death());
    }

    /**
     * Hands over each line that is not empty as it comes, for answers of any length. The consumer is called on one other
     * thread, and for the last time before this returns.
     *
     * @throws IllegalArgumentException when the input is not fenced in
     */
    public Probe lines(List<String> arguments, Duration limit, Consumer<String> consumer) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(tools.ffprobe().toString());
        command.addAll(GLOBAL);
        command.addAll(arguments);
        Fence.require(command);
        ErrorLog log = new ErrorLog();
        Child child = Child.start(launcher, command, tools.environment(), null, consumer, log::line);
        try (WatchedChild memory = tools.memory().enter(child::pid, child::kill)) {
            boolean timedOut = !child.waitFor(limit);
            if (timedOut) {
                child.kill();
            }
            int code = child.exitCode();
            Optional<MemoryDeath> death = memory.ended(new ProcessEnd(code, timedOut, log.refused(), 0));
            return new Probe(code, "", log.tail(), log.complaints(), timedOut, death.orElse(null));
        } finally {
            child.kill();
        }
    }
}

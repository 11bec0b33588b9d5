package io.reelmill.media.run;

import io.reelmill.media.tool.MediaTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs ffprobe to its end on the calling thread; interrupting the thread kills it. Thread-safe. */
public final class FfprobeRunner {

    private static final int MAX_JSON = 32 << 20;
    private static final List<String> GLOBAL = List.of("-hide_banner", "-loglevel", "repeat+level+error");

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
     * The whole output as text, with {@code -of json} added.
     *
     * @throws FfprobeException when it refuses the input, takes longer than the limit or writes more than 32 MiB
     */
    public String json(List<String> arguments, Duration limit) throws FfprobeException, InterruptedException {
        StringBuilder text = new StringBuilder();
        List<String> all = new ArrayList<>(List.of("-of", "json"));
        all.addAll(arguments);
        lines(all, limit, line -> {
            if (text.length() + line.length() < MAX_JSON) {
                text.append(line).append('\n');
            } else {
                text.setLength(MAX_JSON);
            }
        });
        if (text.length() >= MAX_JSON) {
            throw new FfprobeException(FfprobeException.Reason.TOO_MUCH_OUTPUT, "ffprobe wrote more than 32 MiB");
        }
        return text.toString();
    }

    /**
     * Hands every line that is not empty to the consumer, on another thread, in order; all are handed over before this
     * returns.
     *
     * @return the number of lines
     * @throws FfprobeException when it refuses the input or takes longer than the limit
     */
    public long lines(List<String> arguments, Duration limit, Consumer<String> line)
            throws FfprobeException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(tools.ffprobe().toString());
        command.addAll(GLOBAL);
        command.addAll(arguments);
        AtomicLong count = new AtomicLong();
        ErrorLog log = new ErrorLog();
        Consumer<String> counted = text -> {
            count.incrementAndGet();
            line.accept(text);
        };
        Child child = Child.start(launcher, command, tools.environment(), null, counted, log::line);
        finish(child, limit, log);
        return count.get();
    }

    private static void finish(Child child, Duration limit, ErrorLog log)
            throws FfprobeException, InterruptedException {
        try {
            if (!child.waitFor(limit)) {
                throw new FfprobeException(
                        FfprobeException.Reason.TIMED_OUT, "ffprobe did not end within " + limit.toSeconds() + " s");
            }
            int code = child.exitCode();
            if (code != 0) {
                throw new FfprobeException(
                        FfprobeException.Reason.REFUSED, "ffprobe ended with %d: %s".formatted(code, log.tail()));
            }
        } finally {
            child.kill();
        }
    }
}

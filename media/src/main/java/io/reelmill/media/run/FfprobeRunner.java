package io.reelmill.media.run;

import io.reelmill.media.tool.MediaTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs ffprobe. Thread-safe. */
public final class FfprobeRunner {

    private final MediaTools tools;

    /** @param tools the ffprobe to run */
    public FfprobeRunner(MediaTools tools) {
        this.tools = tools;
    }

    /**
     * How a probe ended.
     *
     * @param exitCode exit code; not zero when the input could not be read
     * @param output standard output; empty when it was streamed
     * @param errors last lines of standard error
     * @param decodeErrors lines in which a decoder complained
     * @param timedOut whether the limit ended it
     */
    public record Probe(int exitCode, String output, String errors, long decodeErrors, boolean timedOut) {

        /** Whether it ended by itself and well. */
        public boolean ok() {
            return exitCode == 0 && !timedOut;
        }
    }

    /** Everything it prints, for questions with short answers. */
    public Probe run(List<String> arguments, Duration limit) throws InterruptedException {
        StringBuilder output = new StringBuilder();
        Probe probe = lines(arguments, limit, line -> output.append(line).append('\n'));
        return new Probe(probe.exitCode(), output.toString(), probe.errors(), probe.decodeErrors(), probe.timedOut());
    }

    /** Hands over each line as it comes, for answers of any length. The consumer is called on this thread. */
    public Probe lines(List<String> arguments, Duration limit, Consumer<String> consumer) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(tools.ffprobe().toString(), "-hide_banner", "-v", "error"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(Tether.wrap(command));
        builder.environment().putAll(tools.environment());
        try {
            return watch(builder.start(), limit, consumer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + tools.ffprobe(), e);
        }
    }

    private static Probe watch(Process process, Duration limit, Consumer<String> consumer)
            throws IOException, InterruptedException {
        ErrorReader errors = new ErrorReader();
        AtomicBoolean timedOut = new AtomicBoolean();
        Thread errorPump = FfmpegRun.pump(process.getErrorStream(), errors::accept, "ffprobe-err-");
        Thread alarm = alarm(process, limit, timedOut);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().filter(FfprobeRunner::answer).forEach(consumer);
        } finally {
            process.waitFor();
            alarm.interrupt();
            process.getOutputStream().close();
        }
        errorPump.join(TimeUnit.SECONDS.toMillis(5));
        return new Probe(process.exitValue(), "", errors.tail(), errors.decodeErrors(), timedOut.get());
    }

    /** What the tether prints around the answer is not part of it. */
    private static boolean answer(String line) {
        return !line.startsWith("pid=") && !line.matches("\\d+m[\\d.]+s \\d+m[\\d.]+s");
    }

    private static Thread alarm(Process process, Duration limit, AtomicBoolean timedOut) {
        Thread alarm = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                        timedOut.set(true);
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    } catch (InterruptedException e) {
                        // The probe ended in time.
                    }
                },
                "ffprobe-alarm");
        alarm.setDaemon(true);
        alarm.start();
        return alarm;
    }
}

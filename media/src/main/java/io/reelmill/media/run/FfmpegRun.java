package io.reelmill.media.run;

import io.reelmill.media.run.RunResult.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One ffmpeg that runs. Await it on one thread; cancel it from any. */
public final class FfmpegRun {

    /** Between looks at limits, memory and progress. */
    private static final long TICK_MILLIS = 250;

    /** How long a process that was killed may take to be gone. */
    private static final long REAP_SECONDS = 10;

    private final Process shell;
    private final RunLimits limits;
    private final Consumer<RunProgress> listener;
    private final ProgressReader progress = new ProgressReader();
    private final ErrorReader errors = new ErrorReader();
    private final Thread output;
    private final Thread error;
    private final long startNanos = System.nanoTime();
    private final AtomicReference<Ending> ended = new AtomicReference<>(Ending.EXITED);
    private long peakBytes;
    private long lastFrames = -1;
    private long lastFrameNanos = startNanos;
    private boolean asked;

    FfmpegRun(Process shell, RunLimits limits, Consumer<RunProgress> listener) {
        this.shell = shell;
        this.limits = limits;
        this.listener = listener;
        this.output = pump(shell.getInputStream(), progress::accept, "ffmpeg-out-");
        this.error = pump(shell.getErrorStream(), errors::accept, "ffmpeg-err-");
    }

    /**
     * Waits for the end, enforcing the limits meanwhile.
     *
     * @throws InterruptedException when the thread is interrupted; the process is killed first
     */
    public RunResult await() throws InterruptedException {
        try {
            while (!shell.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
            output.join(TimeUnit.SECONDS.toMillis(REAP_SECONDS));
            error.join(TimeUnit.SECONDS.toMillis(REAP_SECONDS));
            return result();
        } finally {
            kill();
            close();
        }
    }

    /** Ends the run now. May be called at any time, more than once. */
    public void cancel() {
        ended.compareAndSet(Ending.EXITED, Ending.CANCELLED);
        kill();
    }

    /** Process id of ffmpeg itself; 0 until it is known. */
    public long pid() {
        return progress.pid();
    }

    private void look() {
        ProcessMemory memory = ProcessMemory.of(progress.pid());
        peakBytes = Math.max(peakBytes, memory.peakBytes());
        listener.accept(new RunProgress(progress.frames(), progress.outTimeMicros(), memory.residentBytes()));
        long now = System.nanoTime();
        if (progress.frames() != lastFrames) {
            lastFrames = progress.frames();
            lastFrameNanos = now;
        }
        if (limits.stall() != null && now - lastFrameNanos > limits.stall().toNanos()) {
            end(Ending.STALLED);
            kill();
        }
        enforceTime(now - startNanos);
    }

    private void enforceTime(long elapsedNanos) {
        if (elapsedNanos > limits.hard().toNanos()) {
            end(Ending.TIMED_OUT);
            kill();
        } else if (elapsedNanos > limits.soft().toNanos() && !asked) {
            asked = true;
            end(Ending.TIMED_OUT);
            ProcessHandle.of(progress.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    private void end(Ending how) {
        ended.compareAndSet(Ending.EXITED, how);
    }

    private void kill() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        if (ended.get() != Ending.EXITED) {
            shell.destroyForcibly();
        }
    }

    private void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is gone already, which is what closing it is for.
        }
    }

    private RunResult result() {
        return new RunResult(
                shell.exitValue(),
                ended.get(),
                errors.tail(),
                errors.decodeErrors(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                progress.cpu(),
                peakBytes,
                progress.frames());
    }

    static Thread pump(InputStream stream, Consumer<String> lines, String name) {
        Thread thread = new Thread(() -> read(stream, lines), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void read(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // The process was killed while it wrote.
        }
    }
}

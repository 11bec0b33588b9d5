package io.reelmill.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running child. It ends when this JVM does, even by {@code kill -9}: see {@code tether.sh}. Thread-safe.
 */
public final class ChildProcess {

    private static final String TETHER = Tether.script();

    private final ProcessSpec spec;
    private final Process process;
    private final Instant startedAt;

    private ChildProcess(ProcessSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        this.startedAt = Instant.now();
        process.onExit().thenAccept(this::release);
    }

    /**
     * Starts the process.
     *
     * @throws UncheckedIOException when it cannot be started
     */
    public static ChildProcess start(ProcessSpec spec) {
        try {
            Files.createDirectories(spec.directory());
            Files.createDirectories(spec.log().getParent());
            ProcessBuilder builder = new ProcessBuilder(tethered(spec))
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            return new ChildProcess(spec, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> tethered(ProcessSpec spec) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", TETHER, "tether"));
        command.add(spec.stopSignal());
        command.add(String.valueOf(spec.grace().toSeconds()));
        command.addAll(spec.command());
        return command;
    }

    /** What was started. */
    public ProcessSpec spec() {
        return spec;
    }

    /** Process id of the program itself. */
    public long pid() {
        return process.pid();
    }

    /** When it was started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, once it has ended; 128 + signal when a signal ended it. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Asks it to end, kills it when it does not within its grace, and returns when it has ended. */
    public void stop() {
        if (process.isAlive()) {
            Signals.send(process.pid(), spec.stopSignal());
        }
        if (!endedWithin(spec.grace().toMillis())) {
            kill();
        }
    }

    /** Kills it (SIGKILL) with everything that it started in its process group, and returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private boolean endedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void release(Process ended) {
        try (var tether = ended.getOutputStream()) {
            tether.write("ended\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The watcher is gone as well: nothing is left to release.
        }
    }
}

package io.reelmill.stack.supervise;

import io.reelmill.stack.process.Logs;
import io.reelmill.stack.server.JavaCommand;
import io.reelmill.stack.supervise.StackState.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts a stack in a process of its own that survives this one, if it is told so. */
public final class StackLauncher {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 200;
    private static final String DETACHED =
            """
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@"
            elif command -v perl >/dev/null 2>&1; then
              exec perl -e 'use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127' "$@"
            else exec "$@"; fi""";

    private final StackHome home;

    /** Starts stacks in that home. */
    public StackLauncher(StackHome home) {
        this.home = home;
    }

    /**
     * Starts a stack, or finds the one that runs, and returns when it is ready.
     *
     * @param progress told the state again and again while it starts
     * @throws IllegalStateException when it cannot start; the message says why
     */
    public Started start(StackOptions options, Consumer<StackState> progress) {
        Optional<StackClient> running = StackClient.find(home);
        if (running.isPresent() && !running.get().endsSoon()) {
            AutoCloseable lease = running.get().lease();
            return new Started(awaitReady(null, progress), lease, true);
        }
        running.ifPresent(ending -> ending.awaitEnd(LIMIT.toSeconds()));
        Process daemon = spawn(options);
        try {
            StackClient client = awaitReady(daemon, progress);
            boolean other = !daemon.isAlive();
            AutoCloseable lease = other ? client.lease() : daemon.getOutputStream();
            return new Started(client, lease, other);
        } catch (RuntimeException e) {
            close(daemon.getOutputStream());
            throw e;
        }
    }

    private Process spawn(StackOptions options) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACHED, "reelmill"));
        command.addAll(JavaCommand.withHeap(64)
                .option("-Xss512k")
                .option("-XX:TieredStopAtLevel=1")
                .main(
                        System.getProperty("java.class.path"),
                        StackDaemon.class.getName(),
                        home.root().toString(),
                        options.services().toString(),
                        String.valueOf(options.workers()),
                        String.valueOf(options.slots())));
        try {
            Files.createDirectories(home.logs());
            Files.deleteIfExists(home.state());
            return new ProcessBuilder(command)
                    .directory(home.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.log("stack").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the stack: " + e.getMessage(), e);
        }
    }

    private StackClient awaitReady(Process daemon, Consumer<StackState> progress) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<StackClient> client = StackClient.find(home);
            if (client.isPresent()) {
                StackState state = client.get().state();
                progress.accept(state);
                if (state.phase() == Phase.READY) {
                    return client.get();
                }
                check(state);
            } else {
                checkAlive(daemon);
            }
            pause();
        }
        throw new IllegalStateException(
                "the stack was not ready within " + LIMIT.toSeconds() + " s; see " + home.logs());
    }

    private static void check(StackState state) {
        if (state.phase() == Phase.FAILED) {
            throw new IllegalStateException(state.detail());
        }
    }

    private void checkAlive(Process daemon) {
        if (daemon != null && daemon.isAlive()) {
            return;
        }
        lastWords().ifPresent(StackLauncher::check);
        if (daemon == null || daemon.exitValue() != StackDaemon.TAKEN) {
            Path log = home.log("stack");
            throw new IllegalStateException(
                    "the stack ended while it started; the end of %s:%n%s".formatted(log, Logs.tail(log, 2_000)));
        }
    }

    private Optional<StackState> lastWords() {
        try {
            return Optional.of(StackJson.read(Files.readString(home.state())));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stack starts", e);
        }
    }

    private static void close(OutputStream lease) {
        try {
            lease.close();
        } catch (IOException e) {
            // It is closed as well when the other end is gone.
        }
    }

    /**
     * A stack that is ready.
     *
     * @param client to talk to it
     * @param lease closed when it is not needed any more; a stack that is not kept ends with its last lease
     * @param reused whether it ran before
     */
    public record Started(StackClient client, AutoCloseable lease, boolean reused) {}
}

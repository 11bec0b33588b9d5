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
import java.util.UUID;
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
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<Started> started = joinOrLaunch(options, progress);
        while (started.isEmpty() && System.nanoTime() < end) {
            pause();
            started = joinOrLaunch(options, progress);
        }
        return started.orElseThrow(() -> new IllegalStateException("another stack in %s did not end within %d s; see %s"
                .formatted(home.root(), LIMIT.toSeconds(), home.logs())));
    }

    /** Empty when another stack was ending, or another launcher was faster. */
    private Optional<Started> joinOrLaunch(StackOptions options, Consumer<StackState> progress) {
        Optional<StackClient> running = StackClient.find(home);
        return running.isPresent() ? join(running.get(), progress) : launch(options, progress);
    }

    private Optional<Started> join(StackClient running, Consumer<StackState> progress) {
        Optional<Lease> lease = running.lease();
        if (lease.isEmpty()) {
            running.awaitEnd(LIMIT.toSeconds());
            return Optional.empty();
        }
        try {
            return awaitReady(null, progress).map(client -> new Started(client, lease.get(), true));
        } catch (RuntimeException e) {
            lease.get().release();
            throw e;
        }
    }

    /** The pipe to the daemon holds the stack until the lease does. */
    private Optional<Started> launch(StackOptions options, Consumer<StackState> progress) {
        String starter = UUID.randomUUID().toString();
        Process daemon = spawn(options, starter);
        try {
            return awaitReady(daemon, progress).flatMap(client -> client.lease(starter)
                    .map(lease -> new Started(client, lease, !lease.starter())));
        } finally {
            close(daemon.getOutputStream());
        }
    }

    private Process spawn(StackOptions options, String starter) {
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
                        String.valueOf(options.slots()),
                        String.valueOf(options.memoryBytes()),
                        starter));
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

    /** Empty when another daemon has the home. */
    private Optional<StackClient> awaitReady(Process daemon, Consumer<StackState> progress) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<StackClient> client = StackClient.find(home);
            Optional<StackState> state = client.flatMap(StackClient::look);
            if (state.isPresent()) {
                progress.accept(state.get());
                if (state.get().phase() == Phase.READY) {
                    return client;
                }
                check(state.get());
            } else if (taken(daemon)) {
                return Optional.empty();
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

    /** Whether the daemon has found another in its place; fails when it has ended for another reason. */
    private boolean taken(Process daemon) {
        if (daemon != null && daemon.isAlive()) {
            return false;
        }
        if (daemon != null && daemon.exitValue() == StackDaemon.TAKEN) {
            return true;
        }
        lastWords().ifPresent(StackLauncher::check);
        Path log = home.log("stack");
        throw new IllegalStateException(
                "the stack ended while it started; the end of %s:%n%s".formatted(log, Logs.tail(log, 2_000)));
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
     * @param lease released when it is not needed any more; a stack that is not kept ends with its last lease
     * @param reused whether it ran before
     */
    public record Started(StackClient client, Lease lease, boolean reused) {}
}

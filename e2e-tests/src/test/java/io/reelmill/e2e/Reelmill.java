package io.reelmill.e2e;

import io.reelmill.stack.server.Trees;
import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackHome;
import io.reelmill.stack.supervise.StackLauncher;
import io.reelmill.stack.supervise.StackOptions;
import io.reelmill.stack.supervise.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One running Reelmill for all tests of this JVM: four servers and four services as processes, supervised as on a user's
 * machine. It ends with this JVM.
 */
final class Reelmill {

    private static final long DOWN_SECONDS = 60;

    private static Reelmill shared;

    private final StackHome home;
    private final StackLauncher.Started stack;
    private final Api api;

    private Reelmill() {
        try {
            Path directory = Files.createTempDirectory("reelmill-e2e");
            home = new StackHome(directory);
            StackOptions options = StackOptions.forMachine(
                    Path.of("").toAbsolutePath().getParent(),
                    1,
                    Runtime.getRuntime().availableProcessors());
            stack = new StackLauncher(home).start(options, state -> {});
            api = new Api(stack.client().state().gatewayUrl());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(Path home) {
        try {
            stack.client().down(DOWN_SECONDS);
            Trees.delete(home);
        } catch (IOException | RuntimeException e) {
            System.err.println("could not remove " + home + ": " + e.getMessage());
        }
    }

    static synchronized Reelmill running() {
        if (shared == null) {
            shared = new Reelmill();
        }
        return shared;
    }

    Api api() {
        return api;
    }

    StackState state() {
        return stack.client().state();
    }

    /** File that holds the token of the gateway's internal port. */
    Path internalToken() {
        return home.internalToken();
    }

    /** What the process of a worker has left behind for whoever sees its end. */
    Path terminationMessage(String worker) {
        return home.terminationMessage(worker);
    }

    void scale(int workers) {
        stack.client().scale(workers);
    }

    /** Ends a process as a power cut would, and returns its process id. */
    long kill(String name) {
        long pid = process(name)
                .map(ProcessState::pid)
                .orElseThrow(() -> new IllegalStateException(name + " is not part of the stack"));
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
    }

    /** Whether a process runs again, after {@link #kill}, and is ready. */
    boolean restarted(String name, long killed) {
        return process(name).filter(p -> p.ready() && p.pid() != killed).isPresent();
    }

    /** Files that tasks have left, or use now. */
    List<Path> scratchFiles() throws IOException {
        try (Stream<Path> all = Files.walk(home.scratch())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    Optional<ProcessState> process(String name) {
        return state().processes().stream().filter(p -> p.name().equals(name)).findFirst();
    }
}

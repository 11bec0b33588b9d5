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
import java.util.Optional;

/**
 * One running Reelmill for all tests of this JVM: four servers and four services as processes, supervised as on a user's
 * machine. It ends with this JVM.
 */
final class Reelmill {

    private static final long DOWN_SECONDS = 60;

    private static Reelmill shared;

    private final StackLauncher.Started stack;
    private final Api api;

    private Reelmill() {
        try {
            Path home = Files.createTempDirectory("reelmill-e2e");
            StackOptions options = StackOptions.forMachine(
                    Path.of("").toAbsolutePath().getParent(),
                    1,
                    Runtime.getRuntime().availableProcessors());
            stack = new StackLauncher(new StackHome(home)).start(options, state -> {});
            api = new Api(stack.client().state().gatewayUrl());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home)));
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

    Optional<ProcessState> process(String name) {
        return state().processes().stream().filter(p -> p.name().equals(name)).findFirst();
    }
}

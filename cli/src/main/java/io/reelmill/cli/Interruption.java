package io.reelmill.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a command does when its process is interrupted before it has ended: what was added last comes first. Thread-safe. */
public final class Interruption implements AutoCloseable {

    private final Deque<Runnable> actions = new ArrayDeque<>();
    private final Thread hook = new Thread(this::begin, "interrupted");
    private boolean begun;

    /** From now on interruptions are seen, until it is closed. */
    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Adds what is to be done; throws {@link CliException} when the process is interrupted already. */
    public synchronized void add(Runnable action) {
        if (begun) {
            throw new CliException(ExitCode.INTERRUPTED, "CANCELLED", "interrupted");
        }
        actions.push(action);
    }

    /** Whether the process is interrupted: what was added is being done, and this process ends after it. */
    public synchronized boolean begun() {
        return begun;
    }

    void begin() {
        for (Runnable action : beginning()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                e.printStackTrace();
            }
        }
    }

    private synchronized List<Runnable> beginning() {
        begun = true;
        return List.copyOf(actions);
    }

    /** The command has ended. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and what is to be done is being done.
        }
    }
}

package io.reelmill.cli.stack;

import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.stack.supervise.StackLauncher.Started;
import java.util.ArrayList;
import java.util.List;

/**
 * The use of a stack by one command. When the process is interrupted before it is closed, what was asked for that case is
 * done first, then the stack is given up as at the end. Thread-safe.
 */
public final class Session implements AutoCloseable {

    private static final long STOP_SECONDS = 90;

    private final Started started;
    private final GatewayClient gateway;
    private final Terminal terminal;
    private final boolean keep;
    private final Thread hook = new Thread(this::interrupted, "interrupted");
    private final List<Runnable> onInterrupt = new ArrayList<>();
    private boolean closed;

    Session(Started started, GatewayClient gateway, Terminal terminal, boolean keep) {
        this.started = started;
        this.gateway = gateway;
        this.terminal = terminal;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The gateway of the stack. */
    public GatewayClient gateway() {
        return gateway;
    }

    /** Whether the stack ran before. */
    public boolean reused() {
        return started.reused();
    }

    /** Addresses for people. */
    public List<String> addresses() {
        return StackAccess.addresses(started.client().state());
    }

    /** Is done when the process is interrupted before this is closed. */
    public synchronized void onInterrupt(Runnable action) {
        onInterrupt.add(action);
    }

    /** Gives the stack up: it ends when it was started here, is not to be kept, and nobody else uses it. */
    @Override
    public void close() {
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook found nothing left to do.
        }
    }

    private synchronized void interrupted() {
        if (!closed) {
            terminal.err().println();
            terminal.err().println("interrupted: cancelling and cleaning up");
            onInterrupt.forEach(Runnable::run);
            release();
        }
    }

    private synchronized void release() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            started.lease().close();
        } catch (Exception e) {
            terminal.err().println("the stack could not be given up: " + e.getMessage());
        }
        if (!keep && !started.reused() && !started.client().awaitEnd(STOP_SECONDS)) {
            terminal.err().println("the stack has not ended yet; see: reelmill status");
        }
    }
}

package io.reelmill.cli.stack;

import io.reelmill.cli.Interruption;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.stack.supervise.StackClient;
import io.reelmill.stack.supervise.StackLauncher.Started;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of a stack by one command: given up when it is closed, or when the process is interrupted before. Thread-safe.
 */
public final class Session implements AutoCloseable {

    private static final long STOP_SECONDS = 90;

    private final Started started;
    private final GatewayClient gateway;
    private final Terminal terminal;
    private final Interruption interruption;
    private final AtomicBoolean closed = new AtomicBoolean();

    Session(Started started, GatewayClient gateway, Terminal terminal, Interruption interruption) {
        this.started = started;
        this.gateway = gateway;
        this.terminal = terminal;
        this.interruption = interruption;
        interruption.add(this::giveUp);
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

    StackClient client() {
        return started.client();
    }

    /** Gives the stack up, and returns when it has ended if it does. An interruption sees to that itself. */
    @Override
    public void close() {
        if (!interruption.begun()) {
            giveUp();
        }
    }

    /** Who interrupts the waiting does not wait again. */
    private void giveUp() {
        if (closed.compareAndSet(false, true)
                && started.lease().release()
                && !started.client().awaitEnd(STOP_SECONDS)) {
            terminal.err().println("the stack has not ended yet; see: reelmill status");
        }
    }
}

package io.reelmill.e2e.rig;

import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.process.Signals;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of a service that is started anew when it ends, as an orchestrator does. Thread-safe. */
final class Service {

    private static final long PAUSE_MILLIS = 500;

    private final ProcessSpec spec;
    private ChildProcess process;
    private boolean wanted;

    Service(ProcessSpec spec) {
        this.spec = spec;
    }

    synchronized void start() {
        wanted = true;
        process = ChildProcess.start(spec);
        process.exit().thenRun(this::ended);
    }

    private synchronized void ended() {
        if (wanted) {
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::startAgain);
        }
    }

    private synchronized void startAgain() {
        if (wanted) {
            start();
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized boolean runs() {
        return process.isAlive();
    }

    void signal(String signal) {
        Signals.send(pid(), signal);
    }

    /** Ends it for good, whatever state it is in. */
    void close() {
        ChildProcess last;
        synchronized (this) {
            wanted = false;
            last = process;
        }
        if (last != null) {
            last.kill();
        }
    }
}

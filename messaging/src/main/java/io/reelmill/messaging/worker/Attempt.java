package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Heartbeat;
import java.util.function.LongSupplier;

/** A claimed attempt in its slot, from its claim until the broker has stored its report. Thread-safe. */
final class Attempt {

    private final TaskContext context;
    private final LongSupplier nanoTime;
    private Thread thread;
    private long stoppedAt;
    private boolean stopped;
    private Heartbeat.Phase phase = Heartbeat.Phase.WORKING;

    Attempt(TaskContext context, LongSupplier nanoTime) {
        this.context = context;
        this.nanoTime = nanoTime;
    }

    TaskContext context() {
        return context;
    }

    /** The calling thread does the work. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    /** The calling thread has done the work; an interrupt that was meant for it does not reach what comes next. */
    synchronized void end() {
        phase = Heartbeat.Phase.REPORTING;
        thread = null;
        if (stopped) {
            Thread.interrupted();
        }
    }

    /** Asks the work to stop. */
    void stop(Outcome reason) {
        synchronized (this) {
            if (phase == Heartbeat.Phase.REPORTING) {
                return;
            }
            if (!stopped) {
                stopped = true;
                stoppedAt = nanoTime.getAsLong();
            }
        }
        context.stop(reason);
    }

    /** Interrupts work that was asked to stop and has not for so long, such as an upload to a store that hangs. */
    synchronized void interruptAfter(long nanos) {
        if (thread != null && stopped && nanoTime.getAsLong() - stoppedAt >= nanos) {
            thread.interrupt();
        }
    }

    synchronized Heartbeat.Running running() {
        return context.running(phase);
    }
}

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
    private boolean unwanted;
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

    /** Asks the work to stop; a report is made all the same, but not for ever once the job does not need it. */
    void stop(Outcome reason) {
        synchronized (this) {
            if (phase == Heartbeat.Phase.REPORTING) {
                unwanted |= reason == Outcome.CANCELLED;
                return;
            }
            if (!stopped) {
                stopped = true;
                stoppedAt = nanoTime.getAsLong();
            }
        }
        context.stop(reason);
    }

    /** Whether the job was said not to need the attempt after its work had ended. */
    synchronized boolean unwanted() {
        return unwanted;
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

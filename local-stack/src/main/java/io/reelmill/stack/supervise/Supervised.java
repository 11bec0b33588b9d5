package io.reelmill.stack.supervise;

import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.ProcessSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** A process that is started again when it dies, until it is stopped. Thread-safe. */
final class Supervised {

    private static final int KILLED = 128 + 9;
    private static final long PROBE_MILLIS = 100;

    private final String name;
    private final String address;
    private final Supplier<ProcessSpec> prepare;
    private final BooleanSupplier probe;
    private final ScheduledExecutorService timer;
    private final ObjIntConsumer<ChildProcess> witness;
    private final LongSupplier memoryLimit;

    private ProcessSpec spec;
    private ChildProcess process;
    private ChildProcess renewed;
    private Backoff backoff = Backoff.none();
    private int restarts;
    private boolean stopped;
    private volatile boolean ready;

    /**
     * @param prepare lays out what the process needs and says what to run; called before each start
     * @param probe whether it can be used
     * @param witness told of each process that ended by itself, with its exit code
     * @param memoryLimit what it is held to, in bytes, 0 for nothing
     */
    Supervised(
            String name,
            String address,
            Supplier<ProcessSpec> prepare,
            BooleanSupplier probe,
            ScheduledExecutorService timer,
            ObjIntConsumer<ChildProcess> witness,
            LongSupplier memoryLimit) {
        this.name = name;
        this.address = address;
        this.prepare = prepare;
        this.probe = probe;
        this.timer = timer;
        this.witness = witness;
        this.memoryLimit = memoryLimit;
    }

    String name() {
        return name;
    }

    /** Starts it; what it needs may take seconds to lay out. */
    void start() {
        ProcessSpec prepared = prepare.get();
        synchronized (this) {
            if (stopped || process != null && process.isAlive()) {
                return;
            }
            spec = prepared;
            ChildProcess started = ChildProcess.start(prepared);
            process = started;
            started.exit().thenAccept(exitCode -> died(started, exitCode));
        }
    }

    private synchronized void died(ChildProcess ended, int exitCode) {
        if (ended == process) {
            ready = false;
        }
        if (stopped || ended == renewed) {
            return;
        }
        witness.accept(ended, exitCode);
        Duration ran = Duration.between(ended.startedAt(), Instant.now());
        backoff = backoff.after(ran);
        restarts++;
        System.err.printf(
                "%s %s ended with exit code %d after %d s, is started again in %d ms%n",
                Instant.now(), name, exitCode, ran.toSeconds(), backoff.delay().toMillis());
        timer.schedule(this::startAgain, backoff.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startAgain() {
        try {
            start();
        } catch (RuntimeException e) {
            System.err.println(Instant.now() + " " + name + " could not be started again: " + e.getMessage());
            timer.schedule(this::startAgain, 10, TimeUnit.SECONDS);
        }
    }

    /** Asks the process whether it can be used, and remembers the answer. */
    boolean check() {
        boolean alive;
        synchronized (this) {
            alive = process != null && process.isAlive();
        }
        ready = alive && probe.getAsBoolean();
        return ready;
    }

    /** Returns when it can be used; false when it cannot within the limit, or is stopped meanwhile. */
    boolean awaitReady(Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (!check()) {
            if (isStopped() || Instant.now().isAfter(end)) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Deaths in a row, each soon after the start. */
    synchronized int failures() {
        return backoff.failures();
    }

    /** Ends its process in order and starts another, as it is to be from now on. */
    void renew() {
        ChildProcess last;
        synchronized (this) {
            last = process;
            renewed = last;
        }
        if (last != null) {
            last.stop();
            start();
        }
    }

    /** Ends it for good and returns when it has ended. */
    void stop() {
        ChildProcess last;
        synchronized (this) {
            stopped = true;
            last = process;
        }
        if (last != null) {
            last.stop();
        }
        ready = false;
    }

    /** Its name without its number: what all processes of one program share. */
    String program() {
        return name.replaceFirst("-\\d+$", "");
    }

    /** Whether its last process ended as it was asked to, not by a kill. */
    synchronized boolean endedInOrder() {
        return process != null && !process.isAlive() && process.exit().join() != KILLED;
    }

    synchronized ProcessState state() {
        boolean alive = process != null && process.isAlive();
        return new ProcessState(
                name,
                address,
                alive ? process.pid() : 0,
                alive ? process.startedAt() : null,
                ready,
                restarts,
                spec == null ? null : spec.log(),
                memoryLimit.getAsLong());
    }
}

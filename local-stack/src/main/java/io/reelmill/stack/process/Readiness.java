package io.reelmill.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a process can be used. */
public final class Readiness {

    private static final long INTERVAL_MILLIS = 50;
    private static final int LOG_TAIL = 3_000;

    private Readiness() {}

    /**
     * Returns when the process is ready.
     *
     * @throws IllegalStateException when it ended or was not ready in time; the message ends with its log
     */
    public static void await(ChildProcess process, BooleanSupplier ready, Duration limit) {
        String name = process.spec().name();
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure(
                        process,
                        name + " ended with exit code " + process.exit().join());
            }
            if (System.nanoTime() > end) {
                throw failure(process, name + " was not ready within " + limit.toSeconds() + " s");
            }
            pause(process);
        }
    }

    private static void pause(ChildProcess process) {
        try {
            process.exit()
                    .completeOnTimeout(0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + process.spec().name(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException failure(ChildProcess process, String what) {
        Path log = process.spec().log();
        return new IllegalStateException("%s; the end of %s:%n%s".formatted(what, log, Logs.tail(log, LOG_TAIL)));
    }
}

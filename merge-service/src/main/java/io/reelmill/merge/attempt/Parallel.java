package io.reelmill.merge.attempt;

import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs parts of one attempt at the same time; when it is closed or interrupted nothing of them goes on. */
public final class Parallel implements AutoCloseable {

    private static final long CLOSE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Starts one part.
     *
     * @throws InterruptedException when all parts were told to stop before
     */
    public <T> Future<T> start(Callable<T> part) throws InterruptedException {
        try {
            return threads.submit(part);
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("stopped");
        }
    }

    /** Waits for a part; throws what it threw. */
    public <T> T get(Future<T> part) throws TaskFailure, IOException, InterruptedException {
        try {
            return part.get();
        } catch (CancellationException e) {
            throw new InterruptedException("stopped");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void rethrow(Throwable cause) throws TaskFailure, IOException, InterruptedException {
        if (cause instanceof TaskFailure failure) {
            throw failure;
        }
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof InterruptedException failure) {
            throw failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
    }

    /** A part for each item. */
    public interface Step<T, R> {
        R apply(T item) throws Exception;
    }

    /** Applies the step to all items, at most {@code width} at a time; results in the order of the items. */
    public <T, R> List<R> map(List<T> items, int width, Step<T, R> step)
            throws TaskFailure, IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<R> results = new ArrayList<>();
        items.forEach(item -> results.add(null));
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < Math.min(width, items.size()); lane++) {
            lanes.add(start(() -> {
                for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                    results.set(i, step.apply(items.get(i)));
                }
                return null;
            }));
        }
        for (Future<Void> lane : lanes) {
            get(lane);
        }
        return results;
    }

    /** Tells all parts to stop; does not wait. */
    public void interrupt() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a part of the attempt does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

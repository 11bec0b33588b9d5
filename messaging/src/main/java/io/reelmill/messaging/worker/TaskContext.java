package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.memory.MemoryUse;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.WorkItem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One attempt while it runs: what to do, a scratch directory, and the way to be stopped. Progress may be reported and
 * stops may arrive from any thread.
 */
public final class TaskContext {

    private final WorkItem item;
    private final Path scratch;
    private final Instant startedAt;
    private final Deadline deadline;
    private final int threads;
    private final List<Runnable> stopHooks = new ArrayList<>();

    private Outcome stopped;
    private volatile Supplier<MemoryUse> memory = () -> MemoryUse.NONE;
    private volatile long frames;
    private volatile long cpuMillis;

    TaskContext(WorkItem item, Path scratch, Instant startedAt, Deadline deadline, int threads) {
        this.item = item;
        this.scratch = scratch;
        this.startedAt = startedAt;
        this.deadline = deadline;
        this.threads = threads;
    }

    /** A context for tests of runners, without a worker around it; half an hour and one thread are all it has. */
    public static TaskContext detached(WorkItem item, Path scratch) {
        return detached(item, scratch, new TaskLimits(Duration.ofMinutes(30), Duration.ofMinutes(35)));
    }

    /** A context for tests of runners, without a worker around it; it has one thread. */
    public static TaskContext detached(WorkItem item, Path scratch, TaskLimits limits) {
        return new TaskContext(item, scratch, Instant.EPOCH, new Deadline(limits, System::nanoTime), 1);
    }

    /** What to do. */
    public WorkItem item() {
        return item;
    }

    /** An empty directory of this attempt alone; deleted when it ends. */
    public Path scratch() {
        return scratch;
    }

    /** What is left of the attempt's time. */
    public Deadline deadline() {
        return deadline;
    }

    /** Threads for decoder, filters and encoder each. */
    public int threads() {
        return threads;
    }

    /** Tells how far the attempt is; shown to people, and proof of life. */
    public void progress(long framesSoFar) {
        frames = framesSoFar;
    }

    /** Says who knows what the attempt's child processes take of memory; asked from any thread until the attempt has ended. */
    public void watchedBy(Supplier<MemoryUse> watch) {
        memory = watch;
    }

    /** Adds the CPU time of a child process that has ended, in milliseconds, to the figures of the attempt. */
    public synchronized void used(long cpu) {
        cpuMillis += cpu;
    }

    /**
     * Runs the hook when the attempt is to be stopped, at once if it is already; hooks end child processes and must not
     * block. Close the result when there is nothing left to stop.
     */
    public synchronized Registration onStop(Runnable hook) {
        if (stopped != null) {
            hook.run();
            return () -> {};
        }
        stopHooks.add(hook);
        return () -> remove(hook);
    }

    private synchronized void remove(Runnable hook) {
        stopHooks.remove(hook);
    }

    /** Undoes {@link #onStop}. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Asks the attempt to stop; only the first reason counts. */
    public synchronized void stop(Outcome reason) {
        if (stopped == null) {
            stopped = reason;
            List.copyOf(stopHooks).forEach(Runnable::run);
        }
    }

    /** Why the attempt was asked to stop; null when it was not. */
    public synchronized Outcome stopped() {
        return stopped;
    }

    /** Ends the attempt here if it was asked to stop. */
    public void checkStopped() throws TaskFailure {
        Outcome reason = stopped();
        if (reason != null) {
            throw new TaskFailure(reason, "stopped: " + reason);
        }
    }

    Heartbeat.Running running(Heartbeat.Phase phase) {
        return new Heartbeat.Running(
                item.jobId(),
                item.taskId(),
                item.attempt(),
                startedAt,
                frames,
                memory.get().bytes(),
                phase);
    }

    AttemptStats stats(Instant now) {
        long millis = now.toEpochMilli() - startedAt.toEpochMilli();
        MemoryUse use = memory.get();
        return new AttemptStats(
                startedAt,
                millis,
                cpuMillis,
                use.peakBytes(),
                frames,
                use.averageBytes(),
                use.limitBytes(),
                use.warning(),
                threads);
    }
}

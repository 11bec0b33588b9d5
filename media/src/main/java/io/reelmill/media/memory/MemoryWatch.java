package io.reelmill.media.memory;

import io.reelmill.common.memory.MemoryUse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** What one task takes of memory, by all of its child processes together. Thread-safe. */
public final class MemoryWatch {

    /** Only looks: what it watches is not limited. */
    public static final MemoryWatch NONE =
            new MemoryGuard(0, GuardThresholds.DEFAULT, Duration.ofSeconds(1), new Cgroups(List.of())).watch(0);

    private final MemoryGuard guard;
    private final long predictedBytes;
    private final Set<WatchedChild> children = new LinkedHashSet<>();

    private long bytes;
    private long peakBytes;
    private long limitBytes;
    private double byteNanos;
    private long nanos;
    private String warning;
    private String fault;

    MemoryWatch(MemoryGuard guard, long predictedBytes) {
        this.guard = guard;
        this.predictedBytes = predictedBytes;
    }

    /**
     * Watches a process from its start.
     *
     * @param pid its process id, 0 until it is known
     * @param kill ends it at once
     */
    public WatchedChild enter(LongSupplier pid, Runnable kill) {
        WatchedChild child = new WatchedChild(this, guard, pid, kill);
        synchronized (this) {
            children.add(child);
        }
        guard.enter(child);
        return child;
    }

    void left(WatchedChild child) {
        synchronized (this) {
            children.remove(child);
            peakBytes = Math.max(peakBytes, child.peakBytes());
            if (children.isEmpty()) {
                bytes = 0;
            }
        }
        guard.left(child);
    }

    /** What was seen so far. */
    public synchronized MemoryUse use() {
        long peak = Math.max(
                peakBytes,
                children.stream().mapToLong(WatchedChild::peakBytes).max().orElse(0));
        return new MemoryUse(bytes, peak, nanos == 0 ? 0 : (long) (byteNanos / nanos), limitBytes, warning);
    }

    long predictedBytes() {
        return predictedBytes;
    }

    /** Looks at all processes; resident bytes of them together. */
    synchronized long look() {
        bytes = children.stream().mapToLong(WatchedChild::look).sum();
        return bytes;
    }

    /** Notes what a look has shown. */
    synchronized void note(long seen, long limit, Duration elapsed) {
        if (seen == 0) {
            return;
        }
        byteNanos += (double) seen * elapsed.toNanos();
        nanos += elapsed.toNanos();
        if (seen >= peakBytes) {
            peakBytes = seen;
            limitBytes = limit;
        }
    }

    synchronized void warn(String sentence) {
        warning = sentence;
    }

    /** The task is at fault: everything of it ends, now or as soon as it can be reached. */
    synchronized void end(String evidence) {
        if (fault == null) {
            fault = evidence;
        }
        children.forEach(WatchedChild::kill);
    }

    /** Why it must end; null when it need not. */
    synchronized String fault() {
        return fault;
    }

    synchronized long limitBytes() {
        return limitBytes;
    }
}

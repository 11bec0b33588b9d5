package io.reelmill.media.memory;

import io.reelmill.common.job.Outcome;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One child process of a task while its memory is watched. Thread-safe. */
public final class WatchedChild implements AutoCloseable {

    private final MemoryWatch watch;
    private final MemoryGuard guard;
    private final LongSupplier pid;
    private final Runnable kill;
    private final long killsBefore;

    private long peakBytes;
    private Optional<String> allocationLimit;

    WatchedChild(MemoryWatch watch, MemoryGuard guard, LongSupplier pid, Runnable kill) {
        this.watch = watch;
        this.guard = guard;
        this.pid = pid;
        this.kill = kill;
        this.killsBefore = guard.oomKills();
    }

    MemoryWatch watch() {
        return watch;
    }

    /** Its resident memory now, in bytes; 0 when it cannot be told. */
    public synchronized long look() {
        ResidentMemory memory = ResidentMemory.of(pid.getAsLong());
        peakBytes = Math.max(peakBytes, memory.peakBytes());
        if (allocationLimit == null && memory.bytes() > 0) {
            allocationLimit = AllocationLimits.of(pid.getAsLong());
        }
        return memory.bytes();
    }

    /** Its highest resident memory so far, in bytes; 0 when it cannot be told. */
    public synchronized long peakBytes() {
        return peakBytes;
    }

    void kill() {
        kill.run();
    }

    /**
     * It has ended.
     *
     * @return what ended it when that was memory or a stranger's signal; empty when it ended by itself or by its owner
     */
    public Optional<MemoryDeath> ended(ProcessEnd end) {
        synchronized (this) {
            peakBytes = Math.max(peakBytes, end.peakBytes());
        }
        close();
        if (end.failed() && watch.fault() != null) {
            return Optional.of(new MemoryDeath(Outcome.OOM_GUARD, "the memory guard ended ffmpeg: " + watch.fault()));
        }
        if (end.killed()) {
            return Optional.of(guard.oomKills() > killsBefore ? killedForMemory() : killed(end));
        }
        return end.refused() && !end.byUs() ? refused() : Optional.empty();
    }

    /** Watches it no longer. */
    @Override
    public void close() {
        watch.left(this);
    }

    private MemoryDeath killedForMemory() {
        String limit = watch.limitBytes() == 0 ? "" : "; %s were left to it".formatted(Bytes.text(watch.limitBytes()));
        return new MemoryDeath(
                Outcome.OOM_KERNEL,
                "the kernel killed ffmpeg for memory: it had %s at least, predicted were %s%s"
                        .formatted(Bytes.text(peakBytes()), Bytes.text(watch.predictedBytes()), limit));
    }

    private MemoryDeath killed(ProcessEnd end) {
        return new MemoryDeath(
                Outcome.WORKER_LOST,
                "ffmpeg was killed from outside (exit code %d) at %s, and the kernel counts no death for memory"
                        .formatted(end.exitCode(), Bytes.text(peakBytes())));
    }

    /**
     * A process may say so of nonsense in its input too: only where memory can be refused is it believed. It may end well
     * all the same, with less than all of its output.
     */
    private synchronized Optional<MemoryDeath> refused() {
        return Optional.ofNullable(allocationLimit)
                .flatMap(known -> known)
                .map(limit -> new MemoryDeath(
                        Outcome.OOM_KERNEL,
                        "ffmpeg was refused memory at %s: %s".formatted(Bytes.text(peakBytes), limit)));
    }
}

package io.reelmill.stack.supervise;

import java.util.Locale;

/**
 * How the memory for work is divided among the workers of a stack. Planning and merging have a part each; transcode workers
 * share the rest evenly. Pure.
 *
 * @param totalBytes memory for all of them together
 * @param workers number of transcode workers
 */
record MemoryShares(long totalBytes, int workers) {

    private static final long MIB = 1L << 20;
    /** Two films that are planned or merged at once, and the worker itself. */
    private static final long LEAST_PART = 512 * MIB;

    private static final long MOST_PART = 2048 * MIB;
    /** A worker's JVM beside its heap: classes, threads, compiled code, buffers. */
    private static final long BESIDE_HEAP = 128 * MIB;
    /** Room for the smallest encodes beside the worker itself. */
    private static final long LEAST_WORKER = 384 * MIB;

    MemoryShares {
        if (worker(totalBytes, workers) < LEAST_WORKER) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d MiB for work leave each of %d transcode workers %d MiB, but one needs %d MiB;"
                            + " run fewer workers, or allow more with REELMILL_MEMORY",
                    totalBytes / MIB,
                    workers,
                    worker(totalBytes, workers) / MIB,
                    LEAST_WORKER / MIB));
        }
    }

    private static long part(long totalBytes) {
        return Math.min(totalBytes / 4, Math.max(LEAST_PART, Math.min(MOST_PART, totalBytes / 6)));
    }

    private static long worker(long totalBytes, int workers) {
        return (totalBytes - 2 * part(totalBytes)) / workers;
    }

    /** What a worker and its children count on together, in bytes. */
    long share(ServiceKind kind) {
        return kind == ServiceKind.TRANSCODE ? worker(totalBytes, workers) : part(totalBytes);
    }

    /**
     * What the kernel holds a worker and its children to, in bytes. Peaks of planning and merging are short and seldom
     * meet those of encodes, and nothing cheaper can be tried instead of them: they may borrow up to half of everything.
     */
    long limit(ServiceKind kind) {
        return kind == ServiceKind.TRANSCODE ? share(kind) : Math.max(share(kind), totalBytes / 2);
    }

    /** What the tasks of a worker may be predicted to take together, in bytes. */
    long room(ServiceKind kind) {
        return Math.max(limit(kind) / 4, limit(kind) - kind.heapMiB() * MIB - BESIDE_HEAP);
    }

    /** What a task may take beside others on a worker with so many slots, in bytes. */
    long small(int slots) {
        return large() / slots;
    }

    /** What a task may take that runs alone on a worker, in bytes. */
    long large() {
        return room(ServiceKind.TRANSCODE);
    }
}

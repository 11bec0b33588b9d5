package io.reelmill.media.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides who is at fault when memory runs short: of the tasks that share it, the one that is farthest above its
 * prediction, so that one that keeps to its own never dies for a neighbor. Pure.
 *
 * @param <T> names a task
 */
record GuardPolicy<T>(GuardThresholds thresholds) {

    /**
     * A task with child processes.
     *
     * @param id names it
     * @param bytes resident memory of its processes
     * @param predictedBytes what it was predicted to take at most
     */
    record Task<T>(T id, long bytes, long predictedBytes) {
        long excess() {
            return bytes - predictedBytes;
        }
    }

    /**
     * A limit that is nearly reached.
     *
     * @param task whose fault it is
     * @param limit the limit
     * @param end whether the task must end; otherwise people are told
     */
    record Finding<T>(Task<T> task, MemoryLimit limit, boolean end) {}

    /** What is to be done; of several limits the one counts of which the largest share is used. */
    Optional<Finding<T>> find(Collection<Task<T>> tasks, List<MemoryLimit> limits) {
        Optional<Task<T>> culprit = tasks.stream()
                .filter(task -> task.bytes() > 0)
                .max(Comparator.<Task<T>>comparingLong(Task::excess).thenComparingLong(Task::bytes));
        Optional<MemoryLimit> tightest = limits.stream()
                .filter(limit -> limit.share() >= thresholds.warn())
                .max(Comparator.comparingDouble(MemoryLimit::share));
        return culprit.flatMap(task -> tightest.map(limit -> new Finding<>(task, limit, ends(limit))));
    }

    private boolean ends(MemoryLimit limit) {
        return limit.share() >= thresholds.end();
    }

    /** What a task that uses so much could use beside all that is in use now; 0 when nothing limits it. */
    static long limitBytes(long bytes, List<MemoryLimit> limits) {
        return limits.stream()
                .mapToLong(limit -> bytes + Math.max(0, limit.left()))
                .min()
                .orElse(0);
    }

    /** Whether people are told already. */
    boolean near(List<MemoryLimit> limits) {
        return limits.stream().anyMatch(limit -> limit.share() >= thresholds.warn());
    }

    /** Bytes until somebody must end. */
    long headroom(List<MemoryLimit> limits) {
        return limits.stream()
                .mapToLong(limit -> (long) (limit.bytes() * thresholds.end()) - limit.used())
                .min()
                .orElse(Long.MAX_VALUE);
    }
}

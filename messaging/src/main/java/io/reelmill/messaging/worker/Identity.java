package io.reelmill.messaging.worker;

import io.reelmill.common.job.WorkQueue;
import java.util.Set;

/**
 * Who this worker is.
 *
 * @param workerId its name
 * @param incarnation random at each start of the process
 * @param service name of the service
 * @param queues queues it takes work from
 * @param slots tasks it runs at once
 * @param memoryBytes memory its tasks may use together
 */
public record Identity(
        String workerId, String incarnation, String service, Set<WorkQueue> queues, int slots, long memoryBytes) {

    /**
     * Threads for one task: the CPUs this process may use, divided by its slots. The JVM reads the limit from the cgroup (v1
     * and v2); ffmpeg by itself would count the machine's CPUs and take memory for each.
     */
    int threads() {
        return threads(Runtime.getRuntime().availableProcessors(), slots);
    }

    static int threads(int cpus, int slots) {
        return Math.max(1, cpus / Math.max(1, slots));
    }
}

package io.reelmill.messaging.worker;

import java.time.Duration;

/**
 * When a worker has done its share and is started anew, before what a long life leaves behind does harm. Pure.
 *
 * @param tasks tasks after which it is; 0 for never
 * @param residentBytes resident memory of its own, without child processes, above which it is when it has nothing to do
 * @param minUptime life that it has in any case: a process that ends sooner counts as one that fails
 */
record RecyclePolicy(int tasks, long residentBytes, Duration minUptime) {

    static RecyclePolicy of(WorkerConfig.Recycle config) {
        return new RecyclePolicy(config.tasks(), config.memory().asLongValue(), config.minUptime());
    }

    /**
     * @param uptime how long it has lived
     * @param done tasks that it has done
     * @param idle whether its slots are empty
     * @param resident its resident memory in bytes
     */
    boolean due(Duration uptime, long done, boolean idle, long resident) {
        boolean enough = tasks > 0 && done >= tasks;
        boolean fat = idle && resident > residentBytes;
        return uptime.compareTo(minUptime) >= 0 && (enough || fat);
    }
}

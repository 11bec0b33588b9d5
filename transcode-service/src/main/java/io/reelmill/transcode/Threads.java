package io.reelmill.transcode;

import io.reelmill.messaging.worker.Identity;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Threads for one encode: the CPUs this process may use, divided by its slots. The JVM reads the limit from the cgroup (v1
 * and v2); ffmpeg by itself would count the machine's CPUs and take memory for each.
 */
@ApplicationScoped
class Threads {

    private final int perSlot;

    Threads(Identity worker) {
        this.perSlot = perSlot(Runtime.getRuntime().availableProcessors(), worker.slots());
    }

    static int perSlot(int cpus, int slots) {
        return Math.max(1, cpus / Math.max(1, slots));
    }

    int perSlot() {
        return perSlot;
    }
}

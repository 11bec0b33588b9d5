package io.reelmill.messaging.worker;

import io.reelmill.messaging.queue.QueueReaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets a worker that has done its share finish what it holds, and then end so that it is started anew. */
@ApplicationScoped
class Recycling {

    private static final Logger LOG = Logger.getLogger(Recycling.class);

    private final RunningTasks tasks;
    private final RecyclePolicy policy;
    private volatile boolean begun;

    Recycling(RunningTasks tasks, WorkerConfig config) {
        this.tasks = tasks;
        this.policy = RecyclePolicy.of(config.recycle());
    }

    /** Whether the worker takes no more work since it has done its share. */
    boolean begun() {
        return begun;
    }

    /** Looks whether it is time; then nothing more is taken. True when everything has ended and is reported. */
    boolean done(QueueReaders readers) throws InterruptedException {
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        if (!begun && policy.due(uptime, tasks.done(), tasks.idle(), JvmMemory.residentBytes())) {
            LOG.infof(
                    "After %d tasks, with %d MiB of its own, this worker finishes what it holds and ends",
                    tasks.done(), JvmMemory.residentBytes() >> 20);
            begun = true;
            readers.stop();
        }
        return begun && readers.await(Duration.ZERO);
    }
}

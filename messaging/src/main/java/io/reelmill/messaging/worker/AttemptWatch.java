package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Ends attempts that take more time or scratch space than they may, whatever they are doing. */
@ApplicationScoped
class AttemptWatch {

    /** How long an attempt that was asked to stop may take to end its child processes. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final RunningTasks tasks;
    private final WorkerConfig config;

    AttemptWatch(RunningTasks tasks, WorkerConfig config) {
        this.tasks = tasks;
        this.config = config;
    }

    /** Looks at all attempts once. */
    void look() {
        for (Attempt attempt : tasks.all()) {
            TaskContext context = attempt.context();
            if (context.deadline().isOver()) {
                attempt.stop(Outcome.TIMED_OUT);
            } else if (Scratch.size(context.scratch()) > config.scratchLimit().asLongValue()) {
                attempt.stop(Outcome.DISK_FULL);
            }
            attempt.interruptAfter(GRACE.toNanos());
        }
    }
}

package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the slots of this worker hold now: attempts that run or report, and tasks that wait for room. */
@ApplicationScoped
class RunningTasks {

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final Set<Heartbeat.Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong done = new AtomicLong();
    private volatile Outcome stopped;

    /** One that comes after all were stopped is stopped as well: its claim was on its way then. */
    void add(Attempt attempt) {
        attempts.add(attempt);
        Outcome reason = stopped;
        if (reason != null) {
            attempt.stop(reason);
        }
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
        done.incrementAndGet();
    }

    /** Attempts that have ended, however. */
    long done() {
        return done.get();
    }

    /** Whether no slot holds anything. */
    boolean idle() {
        return attempts.isEmpty() && waiting.isEmpty();
    }

    /** Until the result is closed the task is one that waits for room. */
    TaskContext.Registration waits(WorkItem item, Instant since) {
        Heartbeat.Waiting task = new Heartbeat.Waiting(
                item.jobId(),
                item.taskId(),
                item.attempt(),
                item.predictedBytes(),
                item.predictedScratchBytes(),
                since);
        waiting.add(task);
        return () -> waiting.remove(task);
    }

    Set<Attempt> all() {
        return Set.copyOf(attempts);
    }

    List<Heartbeat.Running> snapshot() {
        return attempts.stream().map(Attempt::running).toList();
    }

    List<Heartbeat.Waiting> waiting() {
        return List.copyOf(waiting);
    }

    void obey(Control control) {
        for (Attempt attempt : attempts) {
            WorkItem item = attempt.context().item();
            if (control.stops(item.jobId(), item.taskId(), item.attempt())) {
                attempt.stop(Outcome.CANCELLED);
            }
        }
    }

    /** Stops what is here, and what is still to come. */
    void stopAll(Outcome reason) {
        stopped = reason;
        attempts.forEach(a -> a.stop(reason));
    }
}

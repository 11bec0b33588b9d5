package io.reelmill.messaging.worker;

import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.queue.Need;
import io.reelmill.messaging.queue.SlotGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The room and the time that tasks get on this worker. Thread-safe. */
final class TaskRoom {

    private static final Logger LOG = Logger.getLogger(TaskRoom.class);

    /** How often a record is renewed in the time that the broker holds it, where that is short. */
    private static final int RENEWALS = 4;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final SlotGate gate;
    private final RunningTasks tasks;
    private final TaskLimits own;
    private final Duration recordLock;
    private final boolean scratchInMemory;
    private final Duration pause;

    TaskRoom(SlotGate gate, RunningTasks tasks, TaskLimits own, Duration recordLock, boolean scratchInMemory) {
        this.gate = gate;
        this.tasks = tasks;
        this.own = own;
        this.recordLock = recordLock;
        this.scratchInMemory = scratchInMemory;
        Duration part = recordLock.dividedBy(RENEWALS);
        this.pause = part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
    }

    /**
     * Waits for room beside the worker's other tasks, in the order in which tasks came; closing the result leaves it.
     *
     * @param goOn asked where there is no room at once, and again while there is none
     * @return empty when it was not to go on
     */
    Optional<TaskContext.Registration> enter(WorkItem item, SlotGate.GoOn goOn) throws InterruptedException {
        Need need = need(item, scratchInMemory);
        try (TaskContext.Registration waits = tasks.waits(item, Instant.now())) {
            return gate.admit(need, pause, goOn) ? Optional.of(() -> gate.release(need)) : Optional.empty();
        }
    }

    /** With the margin that classes have for a prediction that is too low, or the guard would have to end somebody. */
    static Need need(WorkItem item, boolean scratchInMemory) {
        long memory = (long) (item.predictedBytes() * MemoryClasses.MARGIN);
        long scratch = item.predictedScratchBytes();
        return new Need(scratchInMemory ? memory + scratch : memory, scratch);
    }

    /** The time for an attempt. */
    TaskLimits limits(WorkItem item) {
        TaskLimits limits = TaskLimits.of(item, own, recordLock);
        if (item.hardSeconds() != null && limits.hard().toSeconds() < item.hardSeconds()) {
            LOG.warnf(
                    "It gets %d s instead of %d s: the broker holds its record for %d s",
                    limits.hard().toSeconds(), item.hardSeconds(), recordLock.toSeconds());
        }
        return limits;
    }
}

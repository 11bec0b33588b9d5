package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import java.time.Instant;

/**
 * One claimed attempt of a task, for the record.
 *
 * @param taskId the task
 * @param number the fencing number, from 1
 * @param workerId who claimed it
 * @param incarnation which process of that worker; null for attempts of before it was recorded
 * @param claimedAt when
 * @param endedAt when its end was recorded, null while it runs
 * @param outcome how it ended, null while it runs
 * @param detail the evidence, one sentence; for success a warning, or null
 * @param stats what it took as the worker measured it or, when it died, as it was seen; null while it runs and when nobody
 *     could tell
 * @param queue the queue it was taken from, null for attempts of before queues were recorded
 * @param predictedBytes memory that was predicted for it, in bytes
 * @param lean whether it used the command that needs the least memory
 */
public record Attempt(
        String taskId,
        int number,
        String workerId,
        String incarnation,
        Instant claimedAt,
        Instant endedAt,
        Outcome outcome,
        String detail,
        AttemptStats stats,
        WorkQueue queue,
        long predictedBytes,
        boolean lean) {

    static Attempt begun(Task task) {
        Holder holder = task.holder();
        return new Attempt(
                task.id(),
                task.attempt(),
                holder.workerId(),
                holder.incarnation(),
                holder.claimedAt(),
                null,
                null,
                null,
                null,
                task.queue(),
                task.spec().predictedBytes(),
                task.lessons().lean());
    }

    /** The same with what it took, as somebody saw it. */
    public Attempt measured(AttemptStats taken) {
        return ended(endedAt, outcome, detail, taken);
    }

    Attempt ended(Instant at, Outcome how, String evidence, AttemptStats taken) {
        return new Attempt(
                taskId,
                number,
                workerId,
                incarnation,
                claimedAt,
                at,
                how,
                evidence,
                taken,
                queue,
                predictedBytes,
                lean);
    }
}

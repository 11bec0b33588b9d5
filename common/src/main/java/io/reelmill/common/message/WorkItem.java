package io.reelmill.common.message;

import io.reelmill.common.job.WorkQueue;
import java.util.List;

/**
 * One attempt of one task, as it waits in a work queue. A record is not a licence to run: the worker claims
 * ({@code taskId}, {@code attempt}) first.
 *
 * @param schema version of this message
 * @param jobId the job
 * @param taskId the task, unique in the job
 * @param attempt fencing number, from 1
 * @param queue the queue it was put into
 * @param predictedBytes predicted peak of resident memory in bytes
 * @param work what to do
 * @param adopt earlier attempts whose worker was lost: a result that one of them stored and that verifies is the result
 * @param predictedScratchBytes predicted size of its scratch files in bytes; 0 when not known
 * @param softSeconds time after which the attempt is asked to end, where the predicted work needs more than the worker's
 *     own limit; null for that limit
 * @param hardSeconds time after which the attempt is killed, likewise
 */
public record WorkItem(
        int schema,
        String jobId,
        String taskId,
        int attempt,
        WorkQueue queue,
        long predictedBytes,
        TaskWork work,
        List<Integer> adopt,
        long predictedScratchBytes,
        Integer softSeconds,
        Integer hardSeconds) {

    public WorkItem {
        Required.text(jobId, "jobId");
        Required.text(taskId, "taskId");
        Required.atLeast(1, attempt, "attempt");
        Required.field(queue, "queue");
        Required.atLeast(0, predictedBytes, "predictedBytes");
        Required.field(work, "work");
        adopt = adopt == null ? List.of() : List.copyOf(adopt);
        Required.atLeast(0, predictedScratchBytes, "predictedScratchBytes");
    }

    /** With the worker's own limits. */
    public WorkItem(
            int schema,
            String jobId,
            String taskId,
            int attempt,
            WorkQueue queue,
            long predictedBytes,
            TaskWork work,
            List<Integer> adopt) {
        this(schema, jobId, taskId, attempt, queue, predictedBytes, work, adopt, 0, null, null);
    }

    /** A first attempt. */
    public WorkItem(
            int schema, String jobId, String taskId, int attempt, WorkQueue queue, long predictedBytes, TaskWork work) {
        this(schema, jobId, taskId, attempt, queue, predictedBytes, work, List.of());
    }

    /** Version written today. */
    public static final int SCHEMA = 1;
}

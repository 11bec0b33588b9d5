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
 */
public record WorkItem(
        int schema,
        String jobId,
        String taskId,
        int attempt,
        WorkQueue queue,
        long predictedBytes,
        TaskWork work,
        List<Integer> adopt) {

    public WorkItem {
        adopt = adopt == null ? List.of() : List.copyOf(adopt);
    }

    /** A first attempt. */
    public WorkItem(
            int schema, String jobId, String taskId, int attempt, WorkQueue queue, long predictedBytes, TaskWork work) {
        this(schema, jobId, taskId, attempt, queue, predictedBytes, work, List.of());
    }

    /** Version written today. */
    public static final int SCHEMA = 1;
}

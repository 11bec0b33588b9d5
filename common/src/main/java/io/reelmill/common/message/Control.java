package io.reelmill.common.message;

/**
 * Tells every worker to stop what it runs for a job, on topic {@link io.reelmill.common.Topics#CONTROL}.
 *
 * @param schema version of this message
 * @param jobId the job
 * @param taskId only this task; null for all of the job
 * @param belowAttempt only attempts below this one; null for all
 */
public record Control(int schema, String jobId, String taskId, Integer belowAttempt) {

    /** Version written today. */
    public static final int SCHEMA = 1;

    public Control {
        Required.text(jobId, "jobId");
    }

    /** Stop everything of a job. */
    public static Control stopJob(String jobId) {
        return new Control(SCHEMA, jobId, null, null);
    }

    /** Stop attempts of a task that a newer attempt replaced. */
    public static Control stopOlder(String jobId, String taskId, int belowAttempt) {
        return new Control(SCHEMA, jobId, taskId, belowAttempt);
    }

    /** Whether this tells the holder of the given attempt to stop. */
    public boolean stops(String job, String task, int attempt) {
        return jobId.equals(job)
                && (taskId == null || taskId.equals(task))
                && (belowAttempt == null || attempt < belowAttempt);
    }
}

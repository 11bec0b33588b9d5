package io.reelmill.common.message;

/**
 * A worker asks for leave to run an attempt, at {@code POST /internal/v1/claims}; at {@code /internal/v1/claims/looks} it asks the
 * same without claiming anything, and {@code RUN} means that it may.
 */
public final class Claim {

    private Claim() {}

    /**
     * The question.
     *
     * @param jobId the job
     * @param taskId the task
     * @param attempt the attempt on the record
     * @param workerId who asks
     * @param incarnation random at each start of the worker's process: a restarted worker is not the one that claimed
     * @param delivery random per delivered record: the same question asked again, after a lost answer, gets the same answer
     */
    public record Request(
            String jobId, String taskId, int attempt, String workerId, String incarnation, String delivery) {}

    /**
     * The answer.
     *
     * @param verdict what to do with the record
     * @param reason why, for the log
     */
    public record Response(Verdict verdict, String reason) {}

    /** What to do with a record. */
    public enum Verdict {
        /** Run it; the claim is durable. */
        RUN,
        /** Acknowledge it and do nothing: it is old, the job has ended, or its holder lives. */
        DROP
    }
}

package io.reelmill.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.TaskOutput;
import java.util.List;

/**
 * What a worker reports about one attempt, on topic {@link io.reelmill.common.Topics#EVENTS} with the job's id as key.
 * Events are handled at least once, in order per job, and dropped when they carry an old attempt.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskEvent.JobPlanned.class, name = "JobPlanned"),
    @JsonSubTypes.Type(value = TaskEvent.TaskSucceeded.class, name = "TaskSucceeded"),
    @JsonSubTypes.Type(value = TaskEvent.TaskFailed.class, name = "TaskFailed"),
    @JsonSubTypes.Type(value = TaskEvent.EncodesRejected.class, name = "EncodesRejected"),
    @JsonSubTypes.Type(value = TaskEvent.JobMerged.class, name = "JobMerged")
})
public sealed interface TaskEvent {

    /** Version written today. */
    int SCHEMA = 1;

    /** Which attempt of which task, by which worker. */
    TaskAttempt task();

    /** What the attempt took. */
    AttemptStats stats();

    /** The source was read and planned. */
    record JobPlanned(int schema, TaskAttempt task, AttemptStats stats, JobPlan plan) implements TaskEvent {}

    /** An encode is stored and counted. */
    record TaskSucceeded(int schema, TaskAttempt task, AttemptStats stats, TaskOutput output) implements TaskEvent {}

    /**
     * An attempt ended without a result.
     *
     * @param outcome how it ended
     * @param code why the job fails if this is not tried again; null for the outcome's own
     * @param detail the evidence, one sentence
     */
    record TaskFailed(
            int schema, TaskAttempt task, AttemptStats stats, Outcome outcome, FailureCode code, String detail)
            implements TaskEvent {}

    /** The merge found encodes missing or damaged: they are done again, alone, and then the merge. */
    record EncodesRejected(int schema, TaskAttempt task, AttemptStats stats, List<Rejection> rejections)
            implements TaskEvent {
        public EncodesRejected {
            rejections = List.copyOf(rejections);
        }
    }

    /** Verified media is published. */
    record JobMerged(int schema, TaskAttempt task, AttemptStats stats, MergeReport report) implements TaskEvent {}

    /**
     * One encode that must be done again.
     *
     * @param taskId the encode's task
     * @param attempt the attempt whose result was found bad
     * @param detail what is wrong with it
     */
    record Rejection(String taskId, int attempt, String detail) {}
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.spec.JobSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Something that happened to a job. Time comes in with the event. */
public sealed interface JobEvent {

    /** When it happened, by the gateway's clock. */
    Instant at();

    /** The job was accepted with a source that is already there. */
    record Submitted(Instant at) implements JobEvent {}

    /**
     * The source was received completely. What is asked for may have become known only with the upload.
     *
     * @param bytes size of the source, 0 when it is not known
     * @param spec null keeps the job's
     * @param scheduling null keeps the job's
     * @param labels null keeps the job's
     */
    record UploadCompleted(
            Instant at, long bytes, JobSpec spec, SchedulingChange scheduling, Map<String, String> labels)
            implements JobEvent {
        /** Nothing but the spec can have changed. */
        public UploadCompleted(Instant at, JobSpec spec) {
            this(at, 0, spec, null, null);
        }
    }

    /** The upload ended early; the detail says how. */
    record UploadAborted(Instant at, String detail) implements JobEvent {}

    /** It is these tasks' turn to go into their queues. */
    record TasksReleased(Instant at, List<String> taskIds) implements JobEvent {
        public TasksReleased {
            taskIds = List.copyOf(taskIds);
        }
    }

    /** A worker asks for leave to run an attempt. */
    record TaskClaimed(Instant at, String taskId, int attempt, Holder holder) implements JobEvent {}

    /** An attempt that nobody has claimed is taken back: its record must be lost, or other work goes in its place. */
    record ReleaseTakenBack(Instant at, String taskId, int attempt) implements JobEvent {}

    /** An attempt cannot be put into its queue; the detail says why, one sentence. */
    record ReleaseFailed(Instant at, String taskId, int attempt, String detail) implements JobEvent {}

    /** The holder of an attempt is gone; the outcome and the detail say what is known about it. */
    record TaskInterrupted(Instant at, String taskId, int attempt, Outcome outcome, String detail)
            implements JobEvent {}

    /**
     * Somebody saw what the holder of an attempt died of. The attempt may have been given up already; then the report
     * corrects what was thought of it.
     *
     * @param attempt the attempt as it is on record
     * @param outcome what it died of
     * @param detail the evidence, one sentence
     */
    record DeathExplained(Instant at, Attempt attempt, Outcome outcome, String detail) implements JobEvent {}

    /** A worker reports about an attempt. */
    record WorkerReported(Instant at, TaskEvent report) implements JobEvent {}

    /** Results of encodes that were stored are not there any more. */
    record EncodesLost(Instant at, List<TaskEvent.Rejection> encodes) implements JobEvent {
        public EncodesLost {
            encodes = List.copyOf(encodes);
        }
    }

    /** The job has not ended, and yet none of its work waits or runs; the detail says what was found. */
    record Stranded(Instant at, String detail) implements JobEvent {}

    /** Somebody wants the job to end. */
    record CancelRequested(Instant at) implements JobEvent {}

    /** Nothing new shall be handed out. */
    record Suspended(Instant at) implements JobEvent {}

    /** Work shall be handed out again. */
    record Resumed(Instant at) implements JobEvent {}

    /** The job has another priority. */
    record Reprioritized(Instant at, int priority) implements JobEvent {}

    /** The job has another deadline, or none of its own when null. */
    record DeadlineChanged(Instant at, Instant deadline) implements JobEvent {}

    /** Time passed the deadline that the job had when somebody looked, its own or the installation's. */
    record DeadlinePassed(Instant at) implements JobEvent {}
}

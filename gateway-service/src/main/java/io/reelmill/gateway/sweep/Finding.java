package io.reelmill.gateway.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something about a job that does not fit the world.
 *
 * @param jobId the job
 * @param task its task, null where the whole job is meant
 * @param attempt the attempt, null where none is meant
 * @param problem what does not fit
 * @param action what is done about it
 * @param why the evidence, one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SweepFinding", description = "Something about an unfinished job that does not fit the world")
public record Finding(String jobId, String task, Integer attempt, Problem problem, Action action, String why) {

    /** What does not fit. */
    public enum Problem {
        /** A released attempt is in no queue, and nobody claimed it. */
        RECORD_LOST,
        /** The broker has not taken a released attempt's record. */
        RECORD_UNSENT,
        /** The holder of a running attempt shows no sign of life. */
        HOLDER_SILENT,
        /** A finished encode is not in storage. */
        ENCODE_MISSING,
        /** No live worker takes work from the queue of a task. */
        NO_WORKERS,
        /** Nobody receives the source. */
        SOURCE_SILENT,
        /** The deadline has passed. */
        DEADLINE_PASSED,
        /** No work of the job waits or runs. */
        STRANDED
    }

    /** What is done about it. */
    public enum Action {
        /** The attempt is released anew. */
        RELEASE_AGAIN,
        /** The attempt is given up and repeated while its budget lasts. */
        INTERRUPT,
        /** The encode is done again. */
        ENCODE_AGAIN,
        /** The job fails. */
        FAIL,
        /** Nothing: something else must happen first, which the reason names. */
        WAIT
    }
}

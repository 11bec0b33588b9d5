package io.reelmill.messaging.worker;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;

/** An attempt ended without a result, in a way the worker understands. */
public final class TaskFailure extends Exception {

    private final Outcome outcome;
    private final FailureCode code;

    /**
     * @param outcome how the attempt ended
     * @param detail the evidence in one sentence: what happened, to what, with figures
     */
    public TaskFailure(Outcome outcome, String detail) {
        this(outcome, null, detail, null);
    }

    /**
     * @param outcome how the attempt ended
     * @param code why the job fails if it is not tried again; null for the outcome's own
     * @param detail the evidence in one sentence
     * @param cause what caused it, for the log; may be null
     */
    public TaskFailure(Outcome outcome, FailureCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.outcome = outcome;
        this.code = code;
    }

    /** A source that can never succeed, with the code that tells people why. */
    public static TaskFailure badSource(FailureCode code, String detail) {
        return new TaskFailure(Outcome.BAD_MEDIA, code, detail, null);
    }

    /** How the attempt ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why the job fails if it is not tried again; null for the outcome's own. */
    public FailureCode code() {
        return code;
    }
}

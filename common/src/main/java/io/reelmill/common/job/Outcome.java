package io.reelmill.common.job;

/**
 * How one attempt of a task ended. The vocabulary is closed: every edge (HTTP, CLI, metrics, conditions) maps exactly
 * these, and nothing ever decides on the text of a message.
 */
public enum Outcome {
    /** The result is stored and was counted. */
    SUCCEEDED(Budget.NONE, null, "done"),
    /** The worker's own memory guard ended ffmpeg. */
    OOM_GUARD(Budget.OOM, FailureCode.OUT_OF_MEMORY, "ended by the memory guard before it outgrew its memory"),
    /** The kernel killed the ffmpeg child for memory. */
    OOM_KERNEL(Budget.OOM, FailureCode.OUT_OF_MEMORY, "ffmpeg was killed by the kernel for memory"),
    /** The whole worker was killed for memory. */
    OOM_POD(Budget.OOM, FailureCode.OUT_OF_MEMORY, "the worker was killed for the memory of this task"),
    /** The worker was killed for the memory of another task that it ran. */
    BYSTANDER(Budget.FREE, FailureCode.WORKERS_LOST, "the worker was killed for the memory of another task"),
    /** The node asked the worker to leave. */
    EVICTED(Budget.FREE, FailureCode.WORKERS_LOST, "the worker was evicted from its node"),
    /** The worker handed its task back because it is shutting down. */
    DRAINED(Budget.FREE, FailureCode.WORKERS_LOST, "handed back by a worker that was shutting down"),
    /** The worker died or vanished; why is not known. */
    WORKER_LOST(Budget.LOST, FailureCode.WORKERS_LOST, "the worker died or vanished"),
    /** No new frame for longer than the stall limit. */
    STALLED(Budget.STALL, FailureCode.STALLED, "no progress for too long"),
    /** The hard time limit of the task was reached. */
    TIMED_OUT(Budget.ERROR, FailureCode.TIMED_OUT, "not done within its time limit"),
    /** The source cannot be decoded, or the plan does not describe it; trying again would give the same. */
    BAD_MEDIA(Budget.NONE, FailureCode.BAD_MEDIA, "the source cannot be decoded"),
    /** What was made does not match the plan. */
    VERIFY_FAILED(Budget.ERROR, FailureCode.VERIFICATION_FAILED, "what was made does not match the plan"),
    /** Object storage could not be reached within the patience of the worker. */
    STORAGE_UNAVAILABLE(Budget.OUTAGE, FailureCode.STORAGE_UNAVAILABLE, "object storage could not be used"),
    /** The server of a source did not answer, or broke off; it may answer later. */
    SOURCE_UNREACHABLE(Budget.ERROR, FailureCode.SOURCE_UNREACHABLE, "the server of the source did not answer"),
    /** No room in scratch space. */
    DISK_FULL(Budget.ERROR, FailureCode.DISK_FULL, "no room in scratch space"),
    /** The job ended while the attempt ran. */
    CANCELLED(Budget.NONE, FailureCode.CANCELLED, "stopped, since the job ended or was canceled"),
    /** Anything else; the detail holds the evidence. */
    INTERNAL(Budget.ERROR, FailureCode.INTERNAL, "an unexpected error");

    private final Budget budget;
    private final FailureCode failure;
    private final String text;

    Outcome(Budget budget, FailureCode failure, String text) {
        this.budget = budget;
        this.failure = failure;
        this.text = text;
    }

    /** The same for people, as the HTTP interface, the command line and conditions say it: a clause without a full stop. */
    public String text() {
        return text;
    }

    /** The same as a reason of a Kubernetes condition: {@code OomGuard} for {@link #OOM_GUARD}. */
    public String reason() {
        return Reason.of(this);
    }

    /** The allowance that a retry after this outcome uses. */
    public Budget budget() {
        return budget;
    }

    /** Why the job failed when this outcome exhausted its budget; null for success. */
    public FailureCode failure() {
        return failure;
    }

    /** Whether memory was the cause. */
    public boolean outOfMemory() {
        return budget == Budget.OOM;
    }

    /** Whether the attempt was cut off from outside, or from storage, so that its result may be stored all the same. */
    public boolean interruption() {
        return switch (this) {
            case OOM_POD, BYSTANDER, EVICTED, DRAINED, WORKER_LOST, STORAGE_UNAVAILABLE -> true;
            default -> false;
        };
    }

    /** Whether another attempt can end differently. */
    public boolean retryable() {
        return budget != Budget.NONE;
    }
}

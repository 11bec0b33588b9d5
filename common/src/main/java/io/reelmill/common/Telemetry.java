package io.reelmill.common;

/** Names of log keys and metrics, in one place. */
public final class Telemetry {

    /** Log key: the job. */
    public static final String JOB_ID = "jobId";
    /** Log key: the task. */
    public static final String TASK = "task";
    /** Log key: the attempt. */
    public static final String ATTEMPT = "attempt";
    /** Log key: the worker. */
    public static final String WORKER = "worker";

    // Told by the gateway, for all workers, lost ones included.

    /** Counter of ended attempts; labels {@code kind}, {@code outcome}. */
    public static final String ATTEMPTS = "reelmill.attempts";
    /** Timer of attempts; labels {@code kind}, {@code outcome}. */
    public static final String ATTEMPT_DURATION = "reelmill.attempt.duration";
    /** Counter of frames encoded; label {@code codec}. */
    public static final String FRAMES = "reelmill.frames";
    /** Counter of jobs that ended; labels {@code state}, {@code code}. */
    public static final String JOBS_ENDED = "reelmill.jobs.ended";
    /** Gauge of unfinished jobs; label {@code state}. */
    public static final String JOBS = "reelmill.jobs";
    /** Gauge of tasks that wait in the database; label {@code queue}. */
    public static final String TASKS_WAITING = "reelmill.tasks.waiting";
    /** Gauge of tasks released to Kafka or running; label {@code queue}. */
    public static final String TASKS_RELEASED = "reelmill.tasks.released";
    /** Gauge of unpublished outbox rows. */
    public static final String OUTBOX_PENDING = "reelmill.outbox.pending";
    /** Distribution of the most bytes that waited in memory during an upload. */
    public static final String UPLOAD_BUFFERED = "reelmill.upload.buffered";

    // Told by each worker of itself.

    /** Counter of attempts that a worker ended; labels {@code kind}, {@code outcome}. */
    public static final String WORKER_ATTEMPTS = "reelmill.worker.attempts";
    /** Timer of attempts that a worker ended; labels {@code kind}, {@code outcome}. */
    public static final String WORKER_ATTEMPT_DURATION = "reelmill.worker.attempt.duration";
    /** Counter of frames that a worker encoded, also in vain; label {@code codec}. */
    public static final String WORKER_FRAMES = "reelmill.worker.frames";
    /** Counter of bytes of sources that were read to plan them. */
    public static final String PLAN_BYTES_READ = "reelmill.plan.bytes.read";

    // Told by whoever reads messages.

    /** Counter of messages that could not be understood; label {@code topic}. */
    public static final String DEAD_LETTERS = "reelmill.dead.letters";
    /** Counter: what sweeps found; {@code problem}, {@code action}. */
    public static final String SWEEP_FINDINGS = "reelmill.sweep.findings";

    // Told by the operator.

    /** Counter of ends of containers of worker pods; labels {@code class}, {@code queue}. */
    public static final String TERMINATIONS = "reelmill.operator.terminations";
    /** Counter of worker pods that were to be replaced; label {@code result}. */
    public static final String EVICTIONS = "reelmill.operator.evictions";
    /** Gauge of deaths of workers without a task in the last ten minutes; label {@code queue}. */
    public static final String IDLE_DEATHS = "reelmill.operator.idle.deaths";
    /** Gauge: 1 while the gateway answers the operator, 0 while it does not. */
    public static final String GATEWAY_REACHABLE = "reelmill.operator.gateway.reachable";

    private Telemetry() {}
}

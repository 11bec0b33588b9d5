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

    /** Counter of ended attempts; labels {@code kind}, {@code queue}, {@code outcome}. */
    public static final String ATTEMPTS = "reelmill.attempts";
    /** Timer of attempts; labels {@code kind}, {@code queue}, {@code outcome}. */
    public static final String ATTEMPT_DURATION = "reelmill.attempt.duration";
    /** Counter of frames encoded; labels {@code codec}, {@code queue}. */
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
    /** Gauge of the seconds for which the oldest task has waited that could be handed out; label {@code queue}. */
    public static final String TASKS_WAITING_AGE = "reelmill.tasks.waiting.age";
    /** Gauge of the age of the oldest unpublished outbox row in seconds. */
    public static final String OUTBOX_AGE = "reelmill.outbox.age";
    /** Gauge of unfinished jobs whose deadline has passed. */
    public static final String JOBS_OVERDUE = "reelmill.jobs.overdue";
    /** Gauge of dead letters that nobody has replayed or removed; label {@code kind}. */
    public static final String DEAD_LETTERS_KEPT = "reelmill.dead.letters.kept";
    /** Timer of jobs that ended, from their creation; label {@code state}. */
    public static final String JOB_DURATION = "reelmill.job.duration";
    /** Timer of what a job that completed spent in each stage; label {@code stage}. */
    public static final String STAGE_DURATION = "reelmill.job.stage.duration";
    /**
     * Counter of seconds of video that were encoded, over all renditions: its rate is the speed as a multiple of real time; label
     * {@code queue}.
     */
    public static final String ENCODED_SECONDS = "reelmill.encoded.seconds";
    /** Distribution of the peak memory of attempts as a share of what was predicted; labels {@code kind}, {@code queue}. */
    public static final String MEMORY_RATIO = "reelmill.memory.ratio";
    /** Counter of attempts that nearly used up the memory that they could, as the guards of their workers told; label {@code queue}. */
    public static final String MEMORY_WARNINGS = "reelmill.memory.warnings";
    /** Counter of what followed memory deaths; labels {@code queue} and {@code step}. */
    public static final String ESCALATIONS = "reelmill.escalations";
    /** Gauge of slots of living workers; label {@code queue}. */
    public static final String SLOTS = "reelmill.slots";
    /** Counter of claims; label {@code worth}: granted, held (its record came back) or stale. */
    public static final String CLAIMS = "reelmill.claims";
    /** Gauge, 1 while a check of the gateway's readiness passes and 0 while it does not; label {@code check}. */
    public static final String CHECKS = "reelmill.check";
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
    /**
     * Gauge of deaths of workers without a task in the last ten minutes, and of all of a pod that keeps dying so; label {@code queue}.
     */
    public static final String IDLE_DEATHS = "reelmill.operator.idle.deaths";
    /** Gauge: 1 while the gateway answers the operator, 0 while it does not. */
    public static final String GATEWAY_REACHABLE = "reelmill.operator.gateway.reachable";

    private Telemetry() {}
}

package io.reelmill.common.spec;

import io.reelmill.common.job.WorkQueue;

/**
 * What follows when work of a job runs out of memory.
 *
 * @param onOom the manner (default {@link OnOom#ESCALATE})
 * @param maxOomRetries most attempts that may follow memory deaths of one task or its parts; null for as many as the
 *     manner itself allows
 * @param least the smallest class of workers that encodes are given to; null for that which the prediction fits
 */
public record MemorySpec(OnOom onOom, Integer maxOomRetries, WorkQueue least) {

    /** Escalate as far as it goes. */
    public static final MemorySpec DEFAULT = new MemorySpec(OnOom.ESCALATE, null, null);

    public MemorySpec {
        onOom = onOom == null ? OnOom.ESCALATE : onOom;
    }

    /** With whatever class fits. */
    public MemorySpec(OnOom onOom, Integer maxOomRetries) {
        this(onOom, maxOomRetries, null);
    }

    /** What follows a memory death. */
    public enum OnOom {
        /** The work changes: more memory, then a cheaper command, then a smaller chunk; then the job fails. */
        ESCALATE,
        /** The same command again, a few times; then the job fails. */
        RESTART,
        /** The job fails at once, with the evidence. */
        FAIL
    }
}

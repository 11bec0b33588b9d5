package io.reelmill.gateway.store;

/** An idempotency key was used before, for another request. */
public final class IdempotencyConflictException extends RuntimeException {

    private final String jobId;

    public IdempotencyConflictException(String key, String jobId) {
        super("idempotency key \"" + key + "\" was used for another request, which created job " + jobId);
        this.jobId = jobId;
    }

    /** The job that the key belongs to. */
    public String jobId() {
        return jobId;
    }
}

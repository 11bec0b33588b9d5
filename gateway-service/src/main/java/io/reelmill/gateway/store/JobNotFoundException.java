package io.reelmill.gateway.store;

/** There is no job of this id. */
public final class JobNotFoundException extends RuntimeException {

    public JobNotFoundException(String jobId) {
        super("there is no job " + jobId);
    }
}

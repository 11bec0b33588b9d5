package io.reelmill.gateway.store;

/** PostgreSQL cannot be reached, or did not answer in time. Worth another try. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(Throwable cause) {
        super("the job store cannot be reached", cause);
    }
}

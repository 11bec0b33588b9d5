package io.reelmill.cli.gateway;

/** A request that the gateway answered with a problem. */
public final class GatewayException extends RuntimeException {

    private static final int STORAGE_FULL = 507;

    private final int status;
    private final String code;
    private final transient long retryAfterSeconds;

    GatewayException(int status, String code, String detail, long retryAfterSeconds) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Whether the same request may succeed a little later. */
    public boolean temporary() {
        return status == 429 || (status >= 500 && status != STORAGE_FULL) || code.equals("UPLOAD_IN_PROGRESS");
    }

    /** How long the gateway asks to wait, in seconds. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

package io.reelmill.operator.gateway;

import io.reelmill.common.job.ProblemCode;

/** The gateway refused, or could not be asked. */
public final class GatewayProblem extends Exception {

    private static final long serialVersionUID = 1;

    private final ProblemCode code;

    /** A refusal with its code and what was said to it. */
    public GatewayProblem(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The code; {@link ProblemCode#UNAVAILABLE} also where there was no answer. */
    public ProblemCode code() {
        return code;
    }

    /**
     * Whether the same request may be answered in another way later: the gateway, its address or its version, not the request, is
     * what is wrong.
     */
    public boolean passing() {
        return switch (code) {
            case TOO_MANY_JOBS, TOO_MANY_UPLOADS, STORAGE_FULL, UNAVAILABLE, INTERNAL, UNAUTHORIZED -> true;
            case FOREIGN_HOST, FOREIGN_ORIGIN, NOT_FOUND, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE ->
                true;
            default -> code.status() >= 500;
        };
    }
}

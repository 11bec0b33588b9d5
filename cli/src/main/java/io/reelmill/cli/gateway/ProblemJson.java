package io.reelmill.cli.gateway;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Messages.UndecodableMessageException;

/** Reads {@code application/problem+json}. Pure. */
final class ProblemJson {

    private static final long DEFAULT_WAIT_SECONDS = 2;
    private static final int SHOWN = 300;

    private ProblemJson() {}

    private record Problem(String code, String title, String detail) {}

    /** The problem of an answer; an answer that is none gets code {@code HTTP_} and its status. */
    static GatewayException read(int status, String body, String retryAfter) {
        long wait = retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Long.parseLong(retryAfter)
                : DEFAULT_WAIT_SECONDS;
        try {
            Problem problem = Messages.read(body, Problem.class);
            if (problem.code() != null) {
                String detail = problem.detail() == null ? problem.title() : problem.detail();
                return new GatewayException(status, problem.code(), detail, wait);
            }
        } catch (UndecodableMessageException e) {
            // Not from the gateway itself: shown as it is.
        }
        String said = body.length() > SHOWN ? body.substring(0, SHOWN) : body;
        return new GatewayException(
                status, "HTTP_" + status, "the gateway answered " + status + " " + said.strip(), wait);
    }
}

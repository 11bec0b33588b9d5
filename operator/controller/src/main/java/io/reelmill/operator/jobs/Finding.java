package io.reelmill.operator.jobs;

import io.reelmill.common.job.Reason;
import io.reelmill.operator.gateway.GatewayProblem;

/**
 * Something that is wrong.
 *
 * @param reason why, as a code
 * @param message why, as a sentence
 * @param fatal whether the MediaJob has failed by it; otherwise it passes
 */
record Finding(String reason, String message, boolean fatal) {

    /** What the gateway refused or did not answer. */
    static Finding of(GatewayProblem problem) {
        return new Finding(Reason.of(problem.code()), problem.getMessage(), !problem.passing());
    }

    Finding passing() {
        return new Finding(reason, message, false);
    }
}

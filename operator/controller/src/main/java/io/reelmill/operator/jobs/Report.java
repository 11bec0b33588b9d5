package io.reelmill.operator.jobs;

import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayJob;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a MediaJob after everything was done.
 *
 * @param resource the MediaJob with its status of before
 * @param job its job; null when there is none, or it could not be asked for
 * @param attempts its attempts in short; null when they were not asked for
 * @param finding what is wrong; null for nothing
 * @param unhealthy workers it waits for that keep dying; null for none
 * @param nodes the node of each pod that is known
 * @param now when
 */
record Report(
        MediaJob resource,
        GatewayJob job,
        GatewayAttempts attempts,
        Finding finding,
        Unhealthy unhealthy,
        Map<String, String> nodes,
        Instant now) {

    /** Workers that keep dying without a task: why as a code, and which, as a sentence. */
    record Unhealthy(String reason, String message) {}

    boolean failed() {
        return finding != null && finding.fatal();
    }
}

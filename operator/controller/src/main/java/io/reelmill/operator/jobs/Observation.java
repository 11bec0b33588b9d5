package io.reelmill.operator.jobs;

import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobSpec;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Output;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.GatewayProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen before anything is done.
 *
 * @param resource the MediaJob
 * @param job its job at the gateway; null when there is none, or it could not be asked for
 * @param problem why it could not be asked for; null when it could
 * @param profile outputs of the MediaProfile that it names; null where there is none of that name
 * @param now when
 */
record Observation(MediaJob resource, GatewayJob job, GatewayProblem problem, List<Output> profile, Instant now) {

    MediaJobSpec spec() {
        return resource.getSpec();
    }

    Optional<MediaJobStatus> status() {
        return Optional.ofNullable(resource.getStatus());
    }

    /** The same after the job was submitted or changed. */
    Observation after(GatewayJob newer) {
        return new Observation(resource, newer, null, profile, now);
    }
}

package io.reelmill.gateway.requests;

import io.reelmill.common.spec.JobSpec;
import io.reelmill.gateway.jobs.Scheduling;
import java.util.Map;

/**
 * A request that was found valid, with all defaults applied.
 *
 * @param spec what the job is to do
 * @param scheduling when its work is handed out
 * @param labels the caller's own marks
 */
public record JobOrder(JobSpec spec, Scheduling scheduling, Map<String, String> labels) {
    public JobOrder {
        labels = Map.copyOf(labels);
    }
}

package io.reelmill.gateway.store;

import io.reelmill.common.job.JobStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Which jobs are meant; everything given must hold.
 *
 * @param states any of these; empty for all
 * @param labels all of these labels with these values; empty for any
 * @param createdBefore created earlier than this, null for any
 * @param endedBefore ended earlier than this, null for any
 */
public record JobFilter(Set<JobStatus> states, Map<String, String> labels, Instant createdBefore, Instant endedBefore) {

    /** Every job. */
    public static final JobFilter ALL = new JobFilter(Set.of(), Map.of(), null, null);

    public JobFilter {
        states = Set.copyOf(states);
        labels = Map.copyOf(labels);
    }
}

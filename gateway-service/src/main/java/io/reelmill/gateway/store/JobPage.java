package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Job;
import java.util.List;

/**
 * Some jobs, newest first.
 *
 * @param jobs with their tasks, but without their plans
 * @param nextCursor to be given to the next call; null on the last page
 */
public record JobPage(List<Job> jobs, String nextCursor) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}

package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;

/**
 * A task that could be released now, or that was and that nobody has claimed yet.
 *
 * @param jobId its job; ids sort by age
 * @param taskId the task
 * @param attempt its attempt
 * @param queue the queue it goes to
 * @param priority of its job, higher first
 * @param cost relative amount of work
 * @param position among the tasks of its job
 * @param released whether it lies in its queue
 */
record Candidate(
        String jobId,
        String taskId,
        int attempt,
        WorkQueue queue,
        int priority,
        double cost,
        int position,
        boolean released) {}

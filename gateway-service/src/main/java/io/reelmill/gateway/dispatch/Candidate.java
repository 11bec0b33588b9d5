package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;

/**
 * A task that could be released now.
 *
 * @param jobId its job; ids sort by age
 * @param taskId the task
 * @param queue the queue it goes to
 * @param priority of its job, higher first
 * @param cost relative amount of work
 * @param position among the tasks of its job
 */
record Candidate(String jobId, String taskId, WorkQueue queue, int priority, double cost, int position) {}

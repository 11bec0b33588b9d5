package io.reelmill.common.message;

/**
 * Names one attempt and who ran it.
 *
 * @param jobId the job
 * @param taskId the task, unique in the job
 * @param attempt fencing number, from 1
 * @param workerId the worker; in a cluster the pod's name
 */
public record TaskAttempt(String jobId, String taskId, int attempt, String workerId) {}

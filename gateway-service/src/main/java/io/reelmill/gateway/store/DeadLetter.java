package io.reelmill.gateway.store;

import io.reelmill.common.job.Outcome;
import java.time.Instant;

/**
 * Something that was given up.
 *
 * @param id unique, sorts by time
 * @param kind what it is
 * @param jobId the job that failed of it, null for a message
 * @param taskId the task that was given up, null for anything else
 * @param attempt its last attempt, null for anything else
 * @param outcome how that ended, null for anything else
 * @param detail why, one sentence
 * @param topic where a message was read, null for a task
 * @param key its key, may be null
 * @param payload its value as it was read, null for anything else and for a message without one
 * @param at when it was given up
 */
public record DeadLetter(
        String id,
        Kind kind,
        String jobId,
        String taskId,
        Integer attempt,
        Outcome outcome,
        String detail,
        String topic,
        String key,
        String payload,
        Instant at) {

    /** What can be given up. */
    public enum Kind {
        /** A task whose retries are used up; its job has failed. */
        TASK,
        /** A whole job of which nothing waited or ran any more; it has failed. */
        JOB,
        /** A message that could not be understood, or could not happen. */
        MESSAGE
    }
}

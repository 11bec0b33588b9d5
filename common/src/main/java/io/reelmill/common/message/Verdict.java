package io.reelmill.common.message;

import io.reelmill.common.job.Outcome;
import java.util.List;

/**
 * What the death of a worker meant for one of its attempts.
 *
 * @param jobId the job
 * @param taskId the task
 * @param attempt number of the attempt
 * @param outcome how it ended
 * @param detail the evidence, one sentence
 * @param sentence what happened to which work, and what follows, for people
 */
public record Verdict(String jobId, String taskId, int attempt, Outcome outcome, String detail, String sentence) {

    /**
     * The answer to a {@link Termination}.
     *
     * @param attempts one verdict for each attempt that the dead process held; empty when it held none
     */
    public record Answer(List<Verdict> attempts) {
        public Answer {
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import java.util.Locale;

/** What is told to people about the death of a worker: what happened to which of its work, and what follows. */
public final class DeathSentence {

    private DeathSentence() {}

    /**
     * For example {@code chunk 17 of 1080p (frames 4080–4319) was OOM-killed at 1.0 GiB (predicted 921 MiB); retrying in class
     * large}.
     *
     * @param job the job as it is now
     * @param attempt the attempt that ended
     * @param outcome how
     * @param limitBytes memory that the worker was allowed; null when unknown
     */
    public static String of(Job job, Attempt attempt, Outcome outcome, Long limitBytes) {
        return job.task(attempt.taskId())
                .map(task -> Sentences.subject(job, task) + " " + end(attempt, outcome, limitBytes) + next(job, task))
                .orElse(attempt.taskId() + " " + end(attempt, outcome, limitBytes));
    }

    private static String end(Attempt attempt, Outcome outcome, Long limitBytes) {
        return switch (outcome) {
            case OOM_POD ->
                "was OOM-killed"
                        + (limitBytes == null ? "" : " at " + Sentences.size(limitBytes))
                        + (attempt.predictedBytes() == 0
                                ? ""
                                : " (predicted %s)".formatted(Sentences.size(attempt.predictedBytes())));
            case BYSTANDER -> "was lost with its worker, which was OOM-killed for another task";
            case EVICTED -> "was lost when its worker was evicted";
            default -> "was lost with its worker";
        };
    }

    private static String next(Job job, Task task) {
        return switch (task.state()) {
            case WAITING, RELEASED, RUNNING, BLOCKED ->
                "; retrying"
                        + (task.encode() ? " in class " + task.queue().name().toLowerCase(Locale.ROOT) : "")
                        + (task.lessons().lean() ? " by the command that needs the least memory" : "");
            case SPLIT -> "; retrying in two halves";
            case DONE -> "; done since";
            default ->
                job.status().terminal() ? "; the job is " + job.status().name().toLowerCase(Locale.ROOT) : "";
        };
    }
}

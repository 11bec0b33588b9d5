package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.Chunk;

/** What is told to people about a failure. */
final class Sentences {

    private Sentences() {}

    /** Names the work, the attempts and the last evidence. */
    static String failure(Job job, Task task, Outcome last, String detail) {
        String evidence = detail == null || detail.isBlank() ? "no more is known" : detail.strip();
        if (!last.retryable()) {
            return subject(job, task) + ": " + evidence;
        }
        int failures = task.spent(last.budget());
        return "%s failed %d times, the last time (attempt %d) with %s: %s"
                .formatted(subject(job, task), failures, task.attempt(), last, evidence);
    }

    /** For example {@code chunk 17 of 1080p (frames 4080–4319)}. */
    static String subject(Job job, Task task) {
        return switch (task.kind()) {
            case PLAN -> "reading the source";
            case MERGE -> "joining and verifying the result";
            case AUDIO -> "audio track " + task.spec().audio();
            case CHUNK ->
                chunk(job.plan().chunks().get(task.spec().chunk()), task.spec().rendition());
        };
    }

    private static String chunk(Chunk chunk, String rendition) {
        long last = chunk.firstFrame() + chunk.frames() - 1;
        return "chunk %d of %s (frames %d–%d)".formatted(chunk.index(), rendition, chunk.firstFrame(), last);
    }
}

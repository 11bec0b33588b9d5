package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.plan.Chunk;
import java.util.Locale;

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

    /** Names the work, how often it died of memory, the last evidence, and what would help. */
    static String memory(Job job, Task task, String detail, AttemptStats stats) {
        int deaths = task.spent(Budget.OOM);
        String evidence = detail == null || detail.isBlank() ? "no more is known" : detail.strip();
        return "%s ran out of memory %s, the last time (attempt %d) in class %s where %s was predicted%s: %s; %s"
                .formatted(
                        subject(job, task),
                        deaths == 1 ? "once" : deaths + " times",
                        task.lessons().attempt(),
                        task.queue().name().toLowerCase(Locale.ROOT),
                        size(task.spec().predictedBytes()),
                        stats == null || stats.limitBytes() == 0
                                ? ""
                                : " and %s available".formatted(size(stats.limitBytes())),
                        evidence,
                        task.encode()
                                ? "give those workers more memory, or ask for a smaller height or a faster preset"
                                : "give those workers more memory");
    }

    static String size(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes >= 1024
                ? String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024)
                : Math.round(mebibytes) + " MiB";
    }

    /** For example {@code chunk 17 of 1080p (frames 4080–4319)}. */
    static String subject(Job job, Task task) {
        return switch (task.kind()) {
            case PLAN -> "reading the source";
            case MERGE -> "joining and verifying the result";
            case AUDIO -> "audio track " + task.spec().audio();
            case CHUNK -> chunk(job.plan().range(task.spec()), task.spec().rendition());
        };
    }

    private static String chunk(Chunk chunk, String rendition) {
        long last = chunk.firstFrame() + chunk.frames() - 1;
        String part = chunk.part() == null ? "" : chunk.part();
        return "chunk %d%s of %s (frames %d–%d)".formatted(chunk.index(), part, rendition, chunk.firstFrame(), last);
    }
}

package io.reelmill.cli.gateway;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import java.util.List;
import java.util.Objects;

/** A task of a job with its attempts, as far as the command line needs it. */
public record TaskView(
        String id, TaskKind kind, String state, WorkQueue queue, long predictedBytes, List<AttemptView> attempts) {

    private static final String DONE = "DONE";
    private static final String RUNNING = "RUNNING";

    public TaskView {
        Objects.requireNonNull(id, "id");
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** One attempt; without outcome while it runs. */
    public record AttemptView(
            int number, String worker, Outcome outcome, String detail, Long peakBytes, Long limitBytes) {}

    /** Whether it is done. */
    public boolean done() {
        return DONE.equals(state);
    }

    /** Whether people want to see it: it runs, or did not go well at once. */
    public boolean remarkable() {
        return RUNNING.equals(state)
                || attempts.stream().anyMatch(a -> a.outcome() != null && a.outcome() != Outcome.SUCCEEDED);
    }

    /** Attempts beyond the first. */
    public int retries() {
        return Math.max(0, attempts.size() - 1);
    }

    /** Attempts that ran out of memory. */
    public int outOfMemory() {
        return (int) attempts.stream()
                .filter(a -> a.outcome() != null && a.outcome().outOfMemory())
                .count();
    }

    /** The highest peak of memory of its attempts, in bytes; 0 when none is known. */
    public long peakBytes() {
        return attempts.stream()
                .map(AttemptView::peakBytes)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** What its last attempt with a known limit could have used, in bytes; 0 when none is known. */
    public long limitBytes() {
        return attempts.stream()
                .map(AttemptView::limitBytes)
                .filter(Objects::nonNull)
                .reduce(0L, (before, after) -> after);
    }

    /** What is to be said of its last attempt that is over: how it ended, and why. */
    public String last() {
        return attempts.stream()
                .filter(a -> a.outcome() != null)
                .reduce((before, after) -> after)
                .map(a -> a.outcome() + ": " + (a.detail() == null ? a.outcome().text() : a.detail()))
                .orElse("-");
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * One piece of work of a job. Its methods are the moves; whether a move is due is decided by {@link JobMachine}.
 *
 * @param spec what the work is
 * @param state where it stands
 * @param attempt fencing number, from 1: the attempt in flight, or the next one to be released
 * @param spent retries used so far, by the budget they drew from
 * @param holder who runs the current attempt, null unless running
 * @param notBefore end of the back-off, null for none
 * @param releasedAt when the current attempt went into its queue, null unless in flight
 * @param output what the finished encode stored, null otherwise
 * @param lessons what earlier attempts left behind
 */
public record Task(
        TaskSpec spec,
        TaskState state,
        int attempt,
        Map<Budget, Integer> spent,
        Holder holder,
        Instant notBefore,
        Instant releasedAt,
        TaskOutput output,
        Lessons lessons) {

    public Task {
        spent = Map.copyOf(spent);
    }

    /** A task that was never tried. */
    public static Task waiting(TaskSpec spec) {
        return new Task(spec, TaskState.WAITING, 1, Map.of(), null, null, null, null, Lessons.NONE);
    }

    /** Unique in the job. */
    public String id() {
        return spec.id();
    }

    /** What kind of work it is. */
    public TaskKind kind() {
        return spec.kind();
    }

    /** The queue whose workers can run it. */
    public WorkQueue queue() {
        return spec.queue();
    }

    /** Retries used from a budget. */
    public int spent(Budget budget) {
        return spent.getOrDefault(budget, 0);
    }

    /** Whether this is an encode that counts: a chunk or an audio track, not one whose parts took its place. */
    public boolean encode() {
        return (kind() == TaskKind.CHUNK || kind() == TaskKind.AUDIO) && state != TaskState.SPLIT;
    }

    /** Whether the task may be released at the given time. */
    public boolean due(Instant now) {
        return state == TaskState.WAITING && (notBefore == null || !notBefore.isAfter(now));
    }

    /** Whether the given attempt is the one in flight. */
    public boolean inFlight(int number) {
        return state.inFlight() && attempt == number;
    }

    Task released(Instant at) {
        return new Task(spec, TaskState.RELEASED, attempt, spent, null, null, at, null, lessons);
    }

    Task claimed(Holder by) {
        return new Task(spec, TaskState.RUNNING, attempt, spent, by, null, releasedAt, null, lessons);
    }

    Task done(TaskOutput result) {
        return new Task(spec, TaskState.DONE, attempt, spent, null, null, null, result, lessons);
    }

    /** The next attempt, which may be released from the given time on. */
    Task again(Instant from) {
        return new Task(spec, TaskState.WAITING, attempt + 1, spent, null, from, null, null, lessons);
    }

    /** The next attempt, once others have finished. */
    Task blocked() {
        return new Task(spec, TaskState.BLOCKED, attempt + 1, spent, null, null, null, null, lessons);
    }

    Task unblocked() {
        return new Task(spec, TaskState.WAITING, attempt, spent, null, null, null, null, lessons);
    }

    Task ended(TaskState how) {
        return new Task(spec, how, attempt, spent, null, null, null, output, lessons);
    }

    Task spend(Budget budget) {
        Map<Budget, Integer> more = new EnumMap<>(Budget.class);
        more.putAll(spent);
        more.merge(budget, 1, Integer::sum);
        return new Task(spec, state, attempt, more, holder, notBefore, releasedAt, output, lessons);
    }

    /** An unexplained loss turned out to be something else: it is counted as that. */
    Task corrected(Outcome outcome) {
        return refund(Budget.LOST).spend(outcome.budget()).with(lessons.ended(lessons.attempt(), outcome));
    }

    private Task refund(Budget budget) {
        Map<Budget, Integer> less = new EnumMap<>(Budget.class);
        less.putAll(spent);
        less.computeIfPresent(budget, (b, count) -> count > 1 ? count - 1 : null);
        return new Task(spec, state, attempt, less, holder, notBefore, releasedAt, output, lessons);
    }

    Task with(TaskSpec changed) {
        return new Task(changed, state, attempt, spent, holder, notBefore, releasedAt, output, lessons);
    }

    Task with(Lessons learned) {
        return new Task(spec, state, attempt, spent, holder, notBefore, releasedAt, output, learned);
    }

    Task lean() {
        return with(lessons.withLean());
    }

    /** Keeps in mind how the present attempt ended. */
    Task remember(Outcome outcome) {
        return with(lessons.ended(attempt, outcome));
    }

    /** Keeps in mind that the present attempt found a server away. */
    Task away(Outcome outcome, Instant at, boolean anew) {
        return with(lessons.away(attempt, outcome, at, anew));
    }

    /** A part of this divided chunk, as a task of its own that has used up what this has. */
    Task part(Chunk piece, Instant from) {
        Lessons fresh = lessons.lean() ? Lessons.NONE.withLean() : Lessons.NONE;
        return new Task(spec.part(piece), TaskState.WAITING, 1, spent, null, from, null, null, fresh);
    }
}

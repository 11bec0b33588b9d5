package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.plan.Chunk;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Rules for an attempt that ran out of memory: the work changes before it is tried again. */
final class MemoryDeaths {

    private static final String TOLD_LATE = "it was told late that the attempt before had run out of memory";

    private MemoryDeaths() {}

    /** An attempt in flight ended so. */
    static void after(Draft draft, Task task, Retries.End end) {
        Task counted = task.spend(Budget.OOM).remember(end.outcome());
        Instant from = end.at().plus(draft.rest(counted, end.outcome(), counted.spent(Budget.OOM)));
        apply(draft, counted, end, step(draft, counted, end), changed -> changed.again(from));
    }

    /**
     * It turned out that the attempt before the present one ended so. The present one, which does the same in the same way and
     * would die of the same, is taken back where anything else is to be done.
     */
    static void explained(Draft draft, Task next, Retries.End end) {
        Task counted = next.corrected(end.outcome());
        OomStep step = step(draft, counted, end);
        if (!next.state().inFlight()) {
            apply(draft, counted, end, step, changed -> changed);
        } else if (step instanceof OomStep.Repeat) {
            draft.put(counted);
        } else {
            draft.endAttempt(next, end.at(), Outcome.CANCELLED, TOLD_LATE, null);
            draft.stopPresent(next);
            Task cutOff = counted.with(counted.lessons().cutOff(next.attempt()));
            apply(draft, cutOff, end, step, changed -> changed.again(end.at()));
        }
    }

    private static OomStep step(Draft draft, Task task, Retries.End end) {
        Chunk range = task.kind() == TaskKind.CHUNK ? draft.job().plan().range(task.spec()) : null;
        return draft.rules().memory().next(task, range, draft.job().spec().memory(), used(end.stats()));
    }

    private static void apply(Draft draft, Task task, Retries.End end, OomStep step, UnaryOperator<Task> retry) {
        if (step instanceof OomStep.MoreMemory more) {
            draft.put(retry.apply(task.with(more.spec())));
        } else if (step instanceof OomStep.CheaperCommand) {
            draft.put(retry.apply(task.lean()));
        } else if (step instanceof OomStep.Repeat) {
            draft.put(retry.apply(task));
        } else if (step instanceof OomStep.SmallerChunks smaller) {
            divide(draft, task, smaller.halves(), retry.apply(task).notBefore());
        } else {
            draft.put(task.ended(TaskState.FAILED));
            String why = Sentences.memory(draft.job(), task, end.detail(), end.stats());
            draft.fail(new Failure(end.failure(), why), end.at());
        }
    }

    /** The parts take the place of the whole; what was used up of its budgets is used up of theirs. */
    private static void divide(Draft draft, Task whole, Chunk.Halves halves, Instant from) {
        draft.put(whole.ended(TaskState.SPLIT));
        draft.put(whole.part(halves.first(), from));
        draft.put(whole.part(halves.second(), from));
    }

    private static long used(AttemptStats stats) {
        return stats == null ? 0 : stats.peakBytes();
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.plan.Chunk;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Rules for an attempt that ran out of memory: the work changes before it is tried again. */
final class MemoryDeaths {

    private MemoryDeaths() {}

    /** An attempt in flight ended so. */
    static void after(Draft draft, Task task, Retries.End end) {
        Task counted = task.spend(Budget.OOM).remember(end.outcome(), null);
        Instant from = end.at().plus(draft.rest(counted, end.outcome(), counted.spent(Budget.OOM)));
        apply(draft, counted, end, changed -> changed.again(from));
    }

    /** It turned out that the attempt before the present one, which waits or is not claimed yet, ended so. */
    static void explained(Draft draft, Task next, Retries.End end) {
        Task counted = next.corrected(end.outcome());
        if (next.state() == TaskState.WAITING) {
            apply(draft, counted, end, changed -> changed);
        } else if (next.state() == TaskState.RELEASED) {
            apply(draft, counted, end, changed -> changed.again(end.at()));
        } else {
            draft.put(counted);
        }
    }

    private static void apply(Draft draft, Task task, Retries.End end, UnaryOperator<Task> retry) {
        Chunk range = task.kind() == TaskKind.CHUNK ? draft.job().plan().range(task.spec()) : null;
        OomStep step =
                draft.rules().memory().next(task, range, draft.job().spec().memory(), used(end.stats()));
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

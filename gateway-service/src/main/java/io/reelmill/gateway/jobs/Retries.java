package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import java.time.Instant;

/** Rules for an attempt that ended without a result: the next one, or the end of the job. */
final class Retries {

    private Retries() {}

    /**
     * How an attempt ended.
     *
     * @param code why the job fails when there is no other attempt; null for the outcome's own
     * @param stats what it took; null when nobody knows
     */
    record End(Instant at, Outcome outcome, FailureCode code, String detail, AttemptStats stats) {
        FailureCode failure() {
            FailureCode own = outcome.failure() == null ? FailureCode.INTERNAL : outcome.failure();
            return code == null ? own : code;
        }
    }

    static void afterAttempt(Draft draft, Task task, End end) {
        draft.endAttempt(task, end.at(), end.outcome(), end.detail(), end.stats());
        afterFailure(draft, task, end);
    }

    /** As {@link #afterAttempt}, for a task whose attempt has its record already. */
    static void afterFailure(Draft draft, Task task, End end) {
        Budget budget = budget(end.outcome());
        Task counted = task.spend(budget);
        if (counted.spent(budget) <= budget.defaultRetries()) {
            Instant from = end.at().plus(Backoff.after(end.outcome(), counted.spent(budget)));
            draft.put(counted.again(from));
        } else {
            draft.put(counted.ended(TaskState.FAILED));
            String why = Sentences.failure(draft.job(), counted, end.outcome(), end.detail());
            draft.fail(new Failure(end.failure(), why), end.at());
        }
    }

    /** An attempt that was stopped although its job goes on says nothing about the work. */
    private static Budget budget(Outcome outcome) {
        return outcome == Outcome.CANCELLED ? Budget.FREE : outcome.budget();
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import java.time.Duration;
import java.time.Instant;

/** Rules for an attempt that ended without a result: the next one, or the end of the job. */
final class Retries {

    /** An attempt that ran longer than this before storage failed it had storage to work with. */
    private static final Duration WORKED = Duration.ofMinutes(1);

    /**
     * So often a server may go away anew after an attempt of the same task has worked: one that takes reads and refuses or loses
     * what is written at the end would otherwise be tried for ever.
     */
    private static final int OUTAGES = 3;

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
        if (end.outcome().outOfMemory()) {
            MemoryDeaths.after(draft, task, end);
            return;
        }
        Budget budget = budget(end.outcome());
        Task spent = task.spend(budget);
        Task counted = budget == Budget.OUTAGE
                ? spent.away(end.outcome(), end.at(), anew(draft, task, end.at()))
                : spent.remember(end.outcome());
        if (exhausted(draft, counted, budget, end.at())) {
            draft.put(counted.ended(TaskState.FAILED));
            String why = Sentences.failure(draft.job(), counted, end.outcome(), end.detail());
            draft.fail(new Failure(end.failure(), why), end.at());
        } else {
            draft.put(counted.again(end.at().plus(draft.rest(counted, end.outcome(), counted.spent(budget)))));
        }
    }

    private static boolean exhausted(Draft draft, Task counted, Budget budget, Instant at) {
        RetryPolicy policy = draft.rules().retries();
        Instant since = counted.lessons().outageSince();
        boolean tooLong = since != null && Duration.between(since, at).compareTo(policy.storagePatience()) > 0;
        boolean tooOften = counted.lessons().outages() > OUTAGES;
        Integer own = budget == Budget.ERROR ? draft.job().spec().retries() : null;
        boolean usedUp = own == null ? policy.exhausted(budget, counted.spent(budget)) : counted.spent(budget) > own;
        return tooLong || tooOften || usedUp;
    }

    /**
     * An attempt that worked for a while before it failed saw the server answer. Of the time that a task waited for a worker,
     * beyond its rest, nobody knows whether it was away.
     */
    private static boolean anew(Draft draft, Task task, Instant at) {
        Holder holder = task.holder();
        Instant seen = task.lessons().outageSeen();
        if (holder == null || seen == null) {
            return false;
        }
        Duration waited = Duration.between(seen, holder.claimedAt());
        return Duration.between(holder.claimedAt(), at).compareTo(WORKED) > 0
                || waited.compareTo(draft.rules().retries().longestRest().multipliedBy(2)) > 0;
    }

    /** An attempt that was stopped although its job goes on says nothing about the work. */
    private static Budget budget(Outcome outcome) {
        return outcome == Outcome.CANCELLED ? Budget.FREE : outcome.budget();
    }
}

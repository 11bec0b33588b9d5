package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskEvent;
import java.time.Instant;
import java.util.List;

/** Rules for encodes whose stored results turn out to be missing or damaged: they are done again, alone, and then the merge. */
final class Rejections {

    private Rejections() {}

    static void rejected(Draft draft, Task merge, TaskEvent.EncodesRejected report, Instant at) {
        List<TaskEvent.Rejection> current = report.rejections().stream()
                .filter(rejection -> stands(draft.job(), rejection))
                .toList();
        if (current.isEmpty()) {
            String detail = "the merge rejected encodes that are not part of it";
            Retries.afterAttempt(
                    draft, merge, new Retries.End(at, Outcome.VERIFY_FAILED, null, detail, report.stats()));
            return;
        }
        draft.endAttempt(merge, at, Outcome.VERIFY_FAILED, names(current), report.stats());
        draft.put(merge.blocked());
        if (draft.job().state() instanceof JobState.Merging merging) {
            draft.change(job -> job.with(merging.rejected()));
        }
        current.forEach(rejection -> redo(draft, rejection, at));
    }

    /** In a merge they are for the merge to find. */
    static void lost(Draft draft, JobEvent.EncodesLost event) {
        if (draft.job().state() instanceof JobState.Encoding) {
            event.encodes().stream()
                    .filter(rejection -> stands(draft.job(), rejection))
                    .forEach(rejection -> redo(draft, rejection, event.at()));
        }
    }

    private static boolean stands(Job job, TaskEvent.Rejection rejection) {
        return job.task(rejection.taskId())
                .filter(Task::encode)
                .filter(task -> task.state() == TaskState.DONE && task.attempt() == rejection.attempt())
                .isPresent();
    }

    /** The first of several may have ended the job. */
    private static void redo(Draft draft, TaskEvent.Rejection rejection, Instant at) {
        if (!(draft.job().state() instanceof JobState.Active)) {
            return;
        }
        Retries.End end = new Retries.End(at, Outcome.VERIFY_FAILED, null, rejection.detail(), null);
        draft.job()
                .task(rejection.taskId())
                .filter(task -> task.state() == TaskState.DONE)
                .map(task -> task.with(task.lessons().discarded()))
                .ifPresent(task -> Retries.afterFailure(draft, task, end));
    }

    private static String names(List<TaskEvent.Rejection> rejections) {
        return rejections.stream()
                .map(r -> r.taskId() + ": " + r.detail())
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.JobPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules for what workers report. Only the attempt in flight is listened to. */
final class Reports {

    private Reports() {}

    static void reported(Draft draft, JobEvent.WorkerReported event) {
        TaskEvent report = event.report();
        draft.job()
                .task(report.task().taskId())
                .filter(task -> task.inFlight(report.task().attempt()))
                .ifPresent(task -> apply(draft, task, report, event.at()));
    }

    private static void apply(Draft draft, Task task, TaskEvent report, Instant at) {
        if (report instanceof TaskEvent.TaskFailed r) {
            Retries.afterAttempt(draft, task, new Retries.End(at, r.outcome(), r.code(), r.detail(), r.stats()));
        } else if (report instanceof TaskEvent.JobPlanned r && task.id().equals(TaskIds.PLAN)) {
            planned(draft, task, r, at);
        } else if (report instanceof TaskEvent.TaskSucceeded r && task.encode()) {
            encoded(draft, task, r, at);
        } else if (report instanceof TaskEvent.EncodesRejected r && task.id().equals(TaskIds.MERGE)) {
            Rejections.rejected(draft, task, r, at);
        } else if (report instanceof TaskEvent.JobMerged r && task.id().equals(TaskIds.MERGE)) {
            merged(draft, task, r, at);
        } else {
            String detail = "the worker reported " + report.getClass().getSimpleName() + " for a " + task.kind();
            Retries.afterAttempt(draft, task, new Retries.End(at, Outcome.INTERNAL, null, detail, report.stats()));
        }
    }

    private static void planned(Draft draft, Task task, TaskEvent.JobPlanned report, Instant at) {
        Optional<String> problem = PlanCheck.problem(report.plan());
        if (problem.isPresent()) {
            Retries.afterAttempt(
                    draft, task, new Retries.End(at, Outcome.INTERNAL, null, problem.get(), report.stats()));
            return;
        }
        draft.endAttempt(task, at, Outcome.SUCCEEDED, warning(report), report.stats());
        draft.put(task.done(null));
        adopt(draft, report.plan(), at);
    }

    /** What people should know of an attempt that went well; null for nothing. */
    private static String warning(TaskEvent report) {
        return report.stats() == null ? null : report.stats().warning();
    }

    private static void adopt(Draft draft, JobPlan plan, Instant at) {
        JobState state = draft.job().state();
        JobState.Planning planning = state instanceof JobState.Planning p ? p : ((JobState.Queued) state).planning();
        WorkQueue least = draft.job().spec().memory().least();
        List<Task> tasks = plan.tasks().stream()
                .map(task -> Task.waiting(draft.rules().memory().atLeast(task, least)))
                .toList();
        draft.change(job -> job.with(plan)
                .with(tasks)
                .withWarnings(plan.warnings())
                .with(planning.planned())
                .with(job.timeline().planned(at)));
        mergeWhenEncoded(draft, at);
    }

    private static void encoded(Draft draft, Task task, TaskEvent.TaskSucceeded report, Instant at) {
        draft.endAttempt(task, at, Outcome.SUCCEEDED, warning(report), report.stats());
        draft.put(task.done(report.output()));
        mergeWhenEncoded(draft, at);
    }

    private static void mergeWhenEncoded(Draft draft, Instant at) {
        Job job = draft.job();
        if (job.state() instanceof JobState.Encoding encoding
                && job.encodes().allMatch(task -> task.state() == TaskState.DONE)) {
            draft.put(job.task(TaskIds.MERGE).map(Task::unblocked).orElseGet(TaskIds::merge));
            draft.change(j -> j.with(encoding.encoded()).with(j.timeline().merging(at)));
        }
    }

    private static void merged(Draft draft, Task task, TaskEvent.JobMerged report, Instant at) {
        if (draft.job().state() instanceof JobState.Merging merging) {
            draft.endAttempt(task, at, Outcome.SUCCEEDED, warning(report), report.stats());
            draft.put(task.done(null));
            draft.change(job -> job.withWarnings(report.report().warnings()));
            draft.end(merging.merged(report.report()), at);
        }
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import java.time.Instant;

/** Rules for the way of an attempt to a worker: released, claimed, lost on the way, lost with the worker. */
final class HandingOut {

    private HandingOut() {}

    static void released(Draft draft, JobEvent.TasksReleased event) {
        if (!draft.job().scheduling().open(event.at())) {
            return;
        }
        for (String id : event.taskIds()) {
            draft.job().task(id).filter(task -> task.due(event.at())).ifPresent(task -> {
                draft.put(task.released(event.at()));
                draft.emit(new Command.Publish(WorkItems.of(draft.job(), task)));
            });
        }
    }

    static void claimed(Draft draft, JobEvent.TaskClaimed event) {
        draft.job()
                .task(event.taskId())
                .filter(task -> task.state() == TaskState.RELEASED && task.attempt() == event.attempt())
                .ifPresent(task -> {
                    draft.begin(task.claimed(event.holder()));
                    draft.change(job -> job.with(job.timeline().started(event.at())));
                    if (task.kind() == TaskKind.PLAN && draft.job().state() instanceof JobState.Queued queued) {
                        draft.change(job -> job.with(queued.planning()));
                    }
                });
    }

    static void takenBack(Draft draft, JobEvent.ReleaseTakenBack event) {
        draft.job()
                .task(event.taskId())
                .filter(task -> task.state() == TaskState.RELEASED && task.attempt() == event.attempt())
                .ifPresent(task -> draft.put(task.again(null)));
    }

    static void failed(Draft draft, JobEvent.ReleaseFailed event) {
        draft.job()
                .task(event.taskId())
                .filter(task -> task.state() == TaskState.RELEASED && task.attempt() == event.attempt())
                .ifPresent(task -> Retries.afterAttempt(
                        draft, task, new Retries.End(event.at(), Outcome.INTERNAL, null, event.detail(), null)));
    }

    static void interrupted(Draft draft, JobEvent.TaskInterrupted event) {
        draft.job()
                .task(event.taskId())
                .filter(task -> task.state() == TaskState.RUNNING && task.attempt() == event.attempt())
                .ifPresent(task -> {
                    Outcome how = event.outcome();
                    Retries.afterAttempt(draft, task, new Retries.End(event.at(), how, null, event.detail(), null));
                    draft.stopPresent(task);
                });
    }

    static void explained(Draft draft, JobEvent.DeathExplained event) {
        Attempt dead = event.attempt();
        draft.job().task(dead.taskId()).ifPresent(task -> {
            Retries.End end = new Retries.End(event.at(), event.outcome(), null, event.detail(), dead.stats());
            if (task.state() == TaskState.RUNNING && task.attempt() == dead.number()) {
                Retries.afterAttempt(draft, task, end);
                draft.stopPresent(task);
            } else if (task.lessons().unexplained(dead.number())
                    && !task.state().ended()) {
                Instant endedAt = dead.endedAt() == null ? event.at() : dead.endedAt();
                draft.correct(dead.ended(endedAt, event.outcome(), event.detail(), dead.stats()));
                correct(draft, task, end);
            }
        });
    }

    private static void correct(Draft draft, Task task, Retries.End end) {
        if (end.outcome().outOfMemory()) {
            MemoryDeaths.explained(draft, task, end);
        } else {
            draft.put(task.corrected(end.outcome()));
        }
    }
}

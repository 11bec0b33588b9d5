package io.reelmill.gateway.jobs;

import io.reelmill.common.job.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Rules for what people change while a job is unfinished, and for its deadline. */
final class Steering {

    private Steering() {}

    /** What lies in a queue is taken back: its record carries an attempt that is old from now on. */
    static void suspended(Draft draft, JobEvent.Suspended event) {
        Job job = draft.job();
        if (job.scheduling().suspended()) {
            return;
        }
        List<Task> takenBack = job.tasks().values().stream()
                .filter(task -> task.state() == TaskState.RELEASED)
                .map(task -> task.again(null))
                .toList();
        draft.change(j -> j.with(j.scheduling().withSuspended(true)).with(takenBack));
    }

    static void resumed(Draft draft, JobEvent.Resumed event) {
        if (draft.job().scheduling().suspended()) {
            draft.change(job -> job.with(job.scheduling().withSuspended(false)));
        }
    }

    static void reprioritized(Draft draft, JobEvent.Reprioritized event) {
        if (draft.job().scheduling().priority() != event.priority()) {
            draft.change(job -> job.with(job.scheduling().withPriority(event.priority())));
        }
    }

    static void deadlineChanged(Draft draft, JobEvent.DeadlineChanged event) {
        if (!Objects.equals(draft.job().scheduling().deadline(), event.deadline())) {
            draft.change(job -> job.with(job.scheduling().withDeadline(event.deadline())));
        }
    }

    /** What happened since it was found may have put the job back on its way. */
    static void stranded(Draft draft, JobEvent.Stranded event) {
        if (draft.job().stranded()) {
            draft.fail(new Failure(FailureCode.INTERNAL, event.detail()), event.at());
        }
    }

    static void deadlinePassed(Draft draft, JobEvent.DeadlinePassed event) {
        Instant deadline = draft.job().ends(draft.rules().time());
        if (!deadline.isAfter(event.at())) {
            String detail = "the deadline " + deadline + " passed while the job was "
                    + draft.job().status();
            draft.fail(new Failure(FailureCode.DEADLINE_EXCEEDED, detail), event.at());
        }
    }
}

package io.reelmill.gateway.jobs;

/**
 * The one mind: what an event does to a job. Pure; the same job and event always give the same decision, whichever
 * replica decides. Old attempts, repeated events and events of ended jobs have no effect.
 */
public final class JobMachine {

    private final Rules rules;

    public JobMachine(Rules rules) {
        this.rules = rules;
    }

    /** What follows from the event. */
    public Decision decide(Job job, JobEvent event) {
        Draft draft = new Draft(job, rules);
        if (job.state() instanceof JobState.Active) {
            apply(draft, event);
        }
        return draft.decision();
    }

    private static void apply(Draft draft, JobEvent event) {
        if (event instanceof JobEvent.Submitted e) {
            Intake.submitted(draft, e);
        } else if (event instanceof JobEvent.UploadCompleted e) {
            Intake.uploadCompleted(draft, e);
        } else if (event instanceof JobEvent.UploadAborted e) {
            Intake.uploadAborted(draft, e);
        } else if (event instanceof JobEvent.TasksReleased e) {
            HandingOut.released(draft, e);
        } else if (event instanceof JobEvent.TaskClaimed e) {
            HandingOut.claimed(draft, e);
        } else if (event instanceof JobEvent.ReleaseTakenBack e) {
            HandingOut.takenBack(draft, e);
        } else if (event instanceof JobEvent.ReleaseFailed e) {
            HandingOut.failed(draft, e);
        } else if (event instanceof JobEvent.TaskInterrupted e) {
            HandingOut.interrupted(draft, e);
        } else if (event instanceof JobEvent.DeathExplained e) {
            HandingOut.explained(draft, e);
        } else if (event instanceof JobEvent.WorkerReported e) {
            Reports.reported(draft, e);
        } else {
            steer(draft, event);
        }
    }

    private static void steer(Draft draft, JobEvent event) {
        if (event instanceof JobEvent.CancelRequested e) {
            draft.cancel(e.at());
        } else if (event instanceof JobEvent.Suspended e) {
            Steering.suspended(draft, e);
        } else if (event instanceof JobEvent.Resumed e) {
            Steering.resumed(draft, e);
        } else if (event instanceof JobEvent.Reprioritized e) {
            Steering.reprioritized(draft, e);
        } else if (event instanceof JobEvent.DeadlineChanged e) {
            Steering.deadlineChanged(draft, e);
        } else if (event instanceof JobEvent.DeadlinePassed e) {
            Steering.deadlinePassed(draft, e);
        } else if (event instanceof JobEvent.EncodesLost e) {
            Rejections.lost(draft, e);
        } else if (event instanceof JobEvent.Stranded e) {
            Steering.stranded(draft, e);
        } else {
            throw new IllegalArgumentException("no rule for " + event);
        }
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Control;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A decision in the making; lives for one call of {@link JobMachine#decide}. */
final class Draft {

    private final Job before;
    private final Rules rules;
    private final List<Command> commands = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private Job job;

    Draft(Job before, Rules rules) {
        this.before = before;
        this.rules = rules;
        this.job = before;
    }

    Rules rules() {
        return rules;
    }

    /** How long a task rests after so many failures of a kind. */
    Duration rest(Task task, Outcome outcome, int failures) {
        return rules.retries().rest(outcome, failures, job.id() + task.id() + task.attempt());
    }

    Job job() {
        return job;
    }

    void change(UnaryOperator<Job> change) {
        job = change.apply(job);
    }

    void put(Task task) {
        job = job.with(List.of(task));
    }

    void emit(Command command) {
        commands.add(command);
    }

    void begin(Task running) {
        put(running);
        attempts.add(Attempt.begun(running));
    }

    /** Records the end of the attempt that a worker holds; one that nobody claimed leaves no record. */
    void endAttempt(Task running, Instant at, Outcome how, String evidence, AttemptStats taken) {
        if (running.holder() != null) {
            attempts.add(Attempt.begun(running).ended(at, how, evidence, taken));
        }
    }

    /** Who holds the present attempt may live on unseen, or not have begun: it is told to stop. */
    void stopPresent(Task task) {
        if (job.state() instanceof JobState.Active) {
            emit(new Command.Tell(Control.stopOlder(job.id(), task.id(), task.attempt() + 1)));
        }
    }

    /** Records what an attempt that ended already turned out to have died of. */
    void correct(Attempt ended) {
        attempts.add(ended);
    }

    void fail(Failure why, Instant at) {
        if (job.state() instanceof JobState.Active active) {
            end(active.failed(why), at);
        }
    }

    void cancel(Instant at) {
        if (job.state() instanceof JobState.Active active) {
            end(active.cancelled(), at);
        }
    }

    /** Ends the job and takes everything back that is still under way. */
    void end(JobState how, Instant at) {
        boolean underWay = false;
        for (Task task : job.tasks().values()) {
            underWay |= task.state().inFlight();
            if (!task.state().ended()) {
                endAttempt(task, at, Outcome.CANCELLED, "the job ended", null);
                put(task.ended(TaskState.STOPPED));
            }
        }
        if (underWay) {
            emit(new Command.Tell(Control.stopJob(job.id())));
        }
        job = job.with(how).with(job.timeline().ended(at));
    }

    Decision decision() {
        return new Decision(before, job, commands, attempts);
    }
}

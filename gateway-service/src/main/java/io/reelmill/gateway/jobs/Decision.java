package io.reelmill.gateway.jobs;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param before the job as it was
 * @param job the job as it is from now on; equal to {@code before} when the event had no effect
 * @param commands what is to be published
 * @param attempts attempts that began or ended
 */
public record Decision(Job before, Job job, List<Command> commands, List<Attempt> attempts) {

    public Decision {
        commands = List.copyOf(commands);
        attempts = List.copyOf(attempts);
    }

    /** Whether anything follows at all. */
    public boolean hasEffect() {
        return before != job;
    }

    /** Whether the event ended the job. */
    public boolean ended() {
        return !before.status().terminal() && job.status().terminal();
    }
}

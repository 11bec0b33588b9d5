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

    /** Tasks that the job failed of although trying again might have helped: their retries are used up. */
    public List<Task> givenUp() {
        if (!ended()) {
            return List.of();
        }
        return job.tasks().values().stream()
                .filter(task -> task.state() == TaskState.FAILED)
                .filter(task -> task.lessons().outcome().retryable())
                .toList();
    }

    /** Whether the job failed because nothing of it waited or ran any more. */
    public boolean undecidable() {
        return ended() && before.stranded() && job.failure().isPresent();
    }

    /** Whether the event ended the job. */
    public boolean ended() {
        return !before.status().terminal() && job.status().terminal();
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.spec.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job with everything that decides what happens next to it. Immutable; changed only by {@link JobMachine}.
 *
 * @param id unique, sorts by time of creation
 * @param spec what was asked for
 * @param state where it stands
 * @param scheduling when its work is handed out
 * @param labels the caller's own marks
 * @param plan how the source becomes its outputs, null until planned
 * @param tasks all its work by id, in the order it came into being
 * @param warnings sentences for people
 * @param timeline when it reached its stages
 */
public record Job(
        String id,
        JobSpec spec,
        JobState state,
        Scheduling scheduling,
        Map<String, String> labels,
        JobPlan plan,
        Map<String, Task> tasks,
        List<String> warnings,
        Timeline timeline) {

    public Job {
        labels = Map.copyOf(labels);
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        warnings = List.copyOf(warnings);
    }

    /** A job whose source is not known to be there yet. */
    public static Job draft(
            String id, JobSpec spec, Scheduling scheduling, Map<String, String> labels, Instant createdAt) {
        return new Job(
                id,
                spec,
                new JobState.Uploading(),
                scheduling,
                labels,
                null,
                Map.of(),
                List.of(),
                Timeline.from(createdAt));
    }

    /** The state as clients see it. */
    public JobStatus status() {
        return state.status();
    }

    /** Why it failed; empty unless it did. */
    public Optional<Failure> failure() {
        return state instanceof JobState.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    /** The same while its source is copied from that of another job. */
    public Job copying(String otherId) {
        return with(new JobState.Uploading(otherId));
    }

    /** The job whose source is being copied for this one. */
    public Optional<String> copyOf() {
        return state instanceof JobState.Uploading uploading
                ? Optional.ofNullable(uploading.copyOf())
                : Optional.empty();
    }

    /** What was published and checked; empty unless it completed. */
    public Optional<MergeReport> report() {
        return state instanceof JobState.Completed completed ? Optional.of(completed.report()) : Optional.empty();
    }

    /** The task of the given id. */
    public Optional<Task> task(String taskId) {
        return Optional.ofNullable(tasks.get(taskId));
    }

    /** Chunks and audio tracks. */
    public Stream<Task> encodes() {
        return tasks.values().stream().filter(Task::encode);
    }

    /**
     * When it fails if it is unfinished: at its deadline, or where it has none of its own, so long after work may begin.
     *
     * @param time how long a job without a deadline may take
     */
    public Instant ends(Duration time) {
        if (scheduling.deadline() != null) {
            return scheduling.deadline();
        }
        Instant created = timeline.createdAt();
        Instant notBefore = scheduling.notBefore();
        return (notBefore == null || notBefore.isBefore(created) ? created : notBefore).plus(time);
    }

    /** Whether it has not ended, and yet nothing waits for a worker, is with one, or is being received. */
    public boolean stranded() {
        return state instanceof JobState.Active
                && !(state instanceof JobState.Uploading)
                && tasks.values().stream()
                        .noneMatch(task -> task.state() == TaskState.WAITING
                                || task.state().inFlight());
    }

    Job with(JobState next) {
        return new Job(id, spec, next, scheduling, labels, plan, tasks, warnings, timeline);
    }

    Job with(JobSpec other) {
        return new Job(id, other, state, scheduling, labels, plan, tasks, warnings, timeline);
    }

    Job with(Scheduling other) {
        return new Job(id, spec, state, other, labels, plan, tasks, warnings, timeline);
    }

    Job with(Map<String, String> marks) {
        return new Job(id, spec, state, scheduling, marks, plan, tasks, warnings, timeline);
    }

    Job with(JobPlan made) {
        return new Job(id, spec, state, scheduling, labels, made, tasks, warnings, timeline);
    }

    Job with(Timeline other) {
        return new Job(id, spec, state, scheduling, labels, plan, tasks, warnings, other);
    }

    Job withWarnings(List<String> more) {
        List<String> all =
                Stream.concat(warnings.stream(), more.stream()).distinct().toList();
        return new Job(id, spec, state, scheduling, labels, plan, tasks, all, timeline);
    }

    Job with(Collection<Task> changed) {
        Map<String, Task> all = new LinkedHashMap<>(tasks);
        changed.forEach(task -> all.put(task.id(), task));
        return new Job(id, spec, state, scheduling, labels, plan, all, warnings, timeline);
    }
}

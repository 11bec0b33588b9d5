package io.reelmill.gateway.sweep;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.TaskEvent.Rejection;
import io.reelmill.gateway.claims.HolderProbe;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges one job. Pure. */
final class SweepRules {

    /** A record is on its way for some time after its release. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

    private final Job job;
    private final Surroundings world;
    private final Instant now;
    private final Instant before;
    private final Instant deadline;
    /** Silence of everybody is for the watch of holders to judge, which knows how long it lasts. */
    private final boolean blackout;

    private final List<Suspicion> found = new ArrayList<>();

    private SweepRules(Job job, Surroundings world, Times times) {
        this.job = job;
        this.world = world;
        this.now = times.now();
        this.before = now.minus(times.olderThan());
        this.deadline = job.ends(times.unlimited());
        this.blackout = world.workers().map(Map::isEmpty).orElse(true);
    }

    /**
     * What judgements depend on beside the job and the world.
     *
     * @param now the time
     * @param olderThan what has been as it is for a shorter time is not looked at
     * @param unlimited how long a job without a deadline may take
     */
    record Times(Instant now, Duration olderThan, Duration unlimited) {}

    /**
     * What does not fit.
     *
     * @param world as it was seen before the job was read
     * @param stored what storage held after the job was read
     */
    static List<Suspicion> judge(Job job, Surroundings world, Surroundings.Stored stored, Times times) {
        SweepRules rules = new SweepRules(job, world, times);
        rules.job();
        job.tasks().values().forEach(rules::task);
        rules.encodes(stored);
        return rules.found;
    }

    private void job() {
        if (deadline.isBefore(before)) {
            add(
                    null,
                    Problem.DEADLINE_PASSED,
                    Action.FAIL,
                    "its deadline was " + deadline,
                    new JobEvent.DeadlinePassed(now));
        }
        if (job.stranded() && latest().isBefore(before)) {
            String why = "the job is %s, and none of its tasks waits or runs".formatted(job.status());
            add(null, Problem.STRANDED, Action.FAIL, why, new JobEvent.Stranded(now, why));
        }
    }

    private Instant latest() {
        return Stream.of(
                        job.timeline().createdAt(),
                        job.timeline().queuedAt(),
                        job.timeline().startedAt(),
                        job.timeline().plannedAt(),
                        job.timeline().mergingAt())
                .filter(at -> at != null)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private void task(Task task) {
        if (task.state() == TaskState.RELEASED) {
            released(task);
        } else if (task.state() == TaskState.RUNNING) {
            running(task);
        }
        boolean wanted = task.state() == TaskState.RELEASED
                || (task.due(now) && job.scheduling().open(now));
        if (wanted && world.unserved(task.queue())) {
            String why = "no live worker takes work from the queue " + name(task);
            note(task, Problem.NO_WORKERS, why + "; start or scale such workers");
        }
    }

    private void released(Task task) {
        if (!task.releasedAt().isBefore(before) || !task.releasedAt().isBefore(now.minus(ON_THE_WAY))) {
            return;
        }
        if (world.waits(job.id(), task.id(), task.attempt())) {
            return;
        }
        Instant unsentSince = world.unsent().get(job.id() + "/" + task.id());
        if (unsentSince != null) {
            note(task, Problem.RECORD_UNSENT, "Kafka has not taken its record since " + unsentSince);
        } else if (world.drained(task.queue())) {
            String why = "released at %s and claimed by nobody, while nothing is left in the queue %s"
                    .formatted(task.releasedAt(), name(task));
            add(
                    task,
                    Problem.RECORD_LOST,
                    Action.RELEASE_AGAIN,
                    why,
                    new JobEvent.ReleaseTakenBack(now, task.id(), task.attempt()));
        }
    }

    private void running(Task task) {
        Holder holder = task.holder();
        if (blackout || !holder.claimedAt().isBefore(before)) {
            return;
        }
        HolderProbe.Question question =
                new HolderProbe.Question(holder.workerId(), holder.incarnation(), job.id(), task.id(), task.attempt());
        Heartbeat heartbeat = world.workers().get().get(holder.workerId());
        if (heartbeat != null && question.shownBy(heartbeat)) {
            return;
        }
        String why = heartbeat == null
                ? "its worker %s shows no sign of life".formatted(holder.workerId())
                : "its worker %s lives and does not run it".formatted(holder.workerId());
        JobEvent gone = new JobEvent.TaskInterrupted(
                now, task.id(), task.attempt(), Outcome.WORKER_LOST, "a sweep found: " + why);
        found.add(new Suspicion(
                finding(task, Problem.HOLDER_SILENT, Action.INTERRUPT, why), Optional.of(gone), Optional.of(question)));
    }

    /** Before the merge: in a merge they are for the merge to find. */
    private void encodes(Surroundings.Stored stored) {
        if (job.status() != JobStatus.ENCODING) {
            return;
        }
        job.encodes()
                .filter(task -> task.state() == TaskState.DONE)
                .filter(task -> stored.lacks(task.output().key()))
                .forEach(task -> {
                    String why = "its result %s is not in storage"
                            .formatted(task.output().key());
                    Rejection lost = new Rejection(task.id(), task.attempt(), why);
                    add(
                            task,
                            Problem.ENCODE_MISSING,
                            Action.ENCODE_AGAIN,
                            why,
                            new JobEvent.EncodesLost(now, List.of(lost)));
                });
    }

    private void add(Task task, Problem problem, Action action, String why, JobEvent repair) {
        found.add(Suspicion.of(finding(task, problem, action, why), repair));
    }

    private void note(Task task, Problem problem, String why) {
        found.add(Suspicion.note(finding(task, problem, Action.WAIT, why)));
    }

    private Finding finding(Task task, Problem problem, Action action, String why) {
        return new Finding(
                job.id(), task == null ? null : task.id(), task == null ? null : task.attempt(), problem, action, why);
    }

    private static String name(Task task) {
        return task.queue().name().toLowerCase(Locale.ROOT);
    }
}

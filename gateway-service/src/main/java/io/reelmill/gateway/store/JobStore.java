package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Command;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads and writes whole jobs within the session of a transaction. */
@ApplicationScoped
class JobStore {

    private static final String TASKS = "from TaskRow where jobId = :job order by position";
    private static final String RAISE = "update JobRow set version = version + 1 where id = :id and version = :version";

    private final PlanCache plans;

    JobStore(PlanCache plans) {
        this.plans = plans;
    }

    /** A job as it was read, with the rows to write it back to. */
    record Loaded(JobRow row, Map<String, TaskRow> tasks, Job job) {}

    /** Somebody else decided about the job in between. */
    static final class ConflictException extends RuntimeException {
        ConflictException(String jobId) {
            super("job " + jobId + " was changed by another decision", null, false, false);
        }
    }

    /**
     * Reads a job.
     *
     * @param lock {@code NONE}, or {@code PESSIMISTIC_WRITE} to keep others from deciding until the transaction ends
     * @return null when there is no such job
     */
    Uni<Loaded> load(Mutiny.Session session, String jobId, LockMode lock) {
        if (!JobIds.isId(jobId)) {
            return Uni.createFrom().nullItem();
        }
        return session.find(JobRow.class, jobId, lock).onItem().ifNotNull().transformToUni(row -> plans.load(
                        session, row)
                .flatMap(plan -> session.createSelectionQuery(TASKS, TaskRow.class)
                        .setParameter("job", jobId)
                        .getResultList()
                        .map(tasks -> new Loaded(row, byId(tasks), row.read(plan, tasks)))));
    }

    /** Writes a new job. */
    Uni<Void> insert(Mutiny.Session session, Decision decision) {
        Job job = decision.job();
        List<Object> rows = new ArrayList<>();
        rows.add(new JobRow(job));
        int position = 0;
        for (Task task : job.tasks().values()) {
            rows.add(new TaskRow(job.id(), position++, task));
        }
        return session.persistAll(rows.toArray()).call(session::flush);
    }

    /**
     * Writes what follows from a decision about a job that was read in this session.
     *
     * @return fails with {@link ConflictException} when the job was changed since
     */
    Uni<Void> write(Mutiny.Session session, Loaded loaded, Decision decision) {
        return session.createMutationQuery(RAISE)
                .setParameter("id", loaded.row().id())
                .setParameter("version", loaded.row().version())
                .executeUpdate()
                .invoke(rows -> {
                    if (rows == 0) {
                        throw new ConflictException(loaded.row().id());
                    }
                })
                .call(() -> session.persistAll(newRows(loaded, decision).toArray()))
                .call(() -> merge(session, decision))
                .invoke(() -> update(loaded, decision))
                .call(session::flush)
                .replaceWithVoid();
    }

    private static void update(Loaded loaded, Decision decision) {
        loaded.row().write(decision.job());
        for (Task task : decision.job().tasks().values()) {
            TaskRow row = loaded.tasks().get(task.id());
            if (row != null && task != decision.before().tasks().get(task.id())) {
                row.write(task);
            }
        }
    }

    private static List<Object> newRows(Loaded loaded, Decision decision) {
        Job job = decision.job();
        List<Object> rows = new ArrayList<>();
        if (decision.before().plan() == null && job.plan() != null) {
            rows.add(new PlanRow(job.id(), job.plan()));
        }
        int position = 0;
        for (Task task : job.tasks().values()) {
            if (!loaded.tasks().containsKey(task.id())) {
                rows.add(new TaskRow(job.id(), position, task));
            }
            position++;
        }
        for (Command command : decision.commands()) {
            rows.add(new OutboxRow(command));
        }
        decision.givenUp().forEach(task -> rows.add(new DeadLetterRow(job, task)));
        if (decision.undecidable()) {
            rows.add(new DeadLetterRow(job));
        }
        return rows;
    }

    private static Uni<Void> merge(Mutiny.Session session, Decision decision) {
        List<Attempt> attempts = decision.attempts();
        return Multi.createFrom()
                .iterable(attempts)
                .onItem()
                .transformToUniAndConcatenate(
                        attempt -> session.merge(new AttemptRow(decision.job().id(), attempt)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Map<String, TaskRow> byId(List<TaskRow> tasks) {
        return tasks.stream().collect(Collectors.toMap(TaskRow::id, Function.identity()));
    }
}

package io.reelmill.gateway.store;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Lessons;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a task; kind, queue and cost are repeated from its spec for the dispatcher's queries. */
@Entity
@Table(name = "task")
@IdClass(TaskRowId.class)
class TaskRow {

    @Id
    private String jobId;

    @Id
    private String id;

    private int position;

    @Enumerated(EnumType.STRING)
    private TaskKind kind;

    @Enumerated(EnumType.STRING)
    private WorkQueue queue;

    private double cost;
    private String spec;

    @Enumerated(EnumType.STRING)
    private TaskState state;

    private int attempt;
    private String spent;
    private String worker;
    private String incarnation;
    private String delivery;
    private Instant claimedAt;
    private Instant notBefore;
    private Instant releasedAt;
    private String output;
    private String lessons;

    protected TaskRow() {}

    TaskRow(String jobId, int position, Task task) {
        this.jobId = jobId;
        this.id = task.id();
        this.position = position;
        this.kind = task.kind();
        write(task);
    }

    String jobId() {
        return jobId;
    }

    String id() {
        return id;
    }

    final void write(Task task) {
        queue = task.queue();
        cost = task.spec().cost();
        spec = Messages.write(task.spec());
        lessons = task.lessons().equals(Lessons.NONE) ? null : Messages.write(task.lessons());
        state = task.state();
        attempt = task.attempt();
        spent = Messages.write(task.spent());
        notBefore = task.notBefore();
        releasedAt = task.releasedAt();
        output = task.output() == null ? null : Messages.write(task.output());
        write(task.holder());
    }

    private void write(Holder holder) {
        worker = holder == null ? null : holder.workerId();
        incarnation = holder == null ? null : holder.incarnation();
        delivery = holder == null ? null : holder.delivery();
        claimedAt = holder == null ? null : holder.claimedAt();
    }

    Task read() {
        return new Task(
                Messages.read(spec, TaskSpec.class),
                state,
                attempt,
                Json.counts(spent),
                worker == null ? null : new Holder(worker, incarnation, delivery, claimedAt),
                notBefore,
                releasedAt,
                output == null ? null : Messages.read(output, TaskOutput.class),
                lessons == null ? Lessons.NONE : Messages.read(lessons, Lessons.class));
    }
}

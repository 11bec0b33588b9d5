package io.reelmill.gateway.store;

import io.reelmill.common.job.Outcome;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Row of a dead letter. */
@Entity
@Table(name = "dead_letter")
class DeadLetterRow {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private DeadLetter.Kind kind;

    private String jobId;
    private String taskId;
    private Integer attempt;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String detail;
    private String topic;
    private String key;
    private byte[] payload;
    private String position;
    private Instant createdAt;

    protected DeadLetterRow() {}

    /** A task that its job failed of. */
    DeadLetterRow(Job job, Task task) {
        this(job);
        kind = DeadLetter.Kind.TASK;
        taskId = task.id();
        attempt = task.lessons().attempt();
        outcome = task.lessons().outcome();
    }

    /** A job that nothing could be done about. */
    DeadLetterRow(Job job) {
        id = JobIds.next();
        kind = DeadLetter.Kind.JOB;
        jobId = job.id();
        detail = job.failure().map(Failure::detail).orElseThrow();
        createdAt = job.timeline().endedAt();
    }

    String id() {
        return id;
    }

    DeadLetter read() {
        String text = payload == null ? null : new String(payload, StandardCharsets.UTF_8);
        return new DeadLetter(id, kind, jobId, taskId, attempt, outcome, detail, topic, key, text, createdAt);
    }
}

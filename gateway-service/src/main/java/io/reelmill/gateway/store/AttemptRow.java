package io.reelmill.gateway.store;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.gateway.jobs.Attempt;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a claimed attempt. */
@Entity
@Table(name = "attempt")
@IdClass(AttemptRowId.class)
class AttemptRow {

    @Id
    private String jobId;

    @Id
    private String taskId;

    @Id
    private int number;

    private String worker;
    private String incarnation;
    private Instant claimedAt;
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String detail;
    private Instant startedAt;
    private Long millis;
    private Long cpuMillis;
    private Long peakBytes;
    private Long frames;
    private Long averageBytes;
    private Long limitBytes;
    private Long predictedBytes;

    @Enumerated(EnumType.STRING)
    private WorkQueue queue;

    private boolean lean;

    protected AttemptRow() {}

    AttemptRow(String jobId, Attempt attempt) {
        this.jobId = jobId;
        this.taskId = attempt.taskId();
        this.number = attempt.number();
        this.worker = attempt.workerId();
        this.incarnation = attempt.incarnation();
        this.claimedAt = attempt.claimedAt();
        this.endedAt = attempt.endedAt();
        this.outcome = attempt.outcome();
        this.detail = attempt.detail();
        this.queue = attempt.queue();
        this.predictedBytes = attempt.predictedBytes();
        this.lean = attempt.lean();
        write(attempt.stats());
    }

    private void write(AttemptStats stats) {
        if (stats != null) {
            startedAt = stats.startedAt();
            millis = stats.millis();
            cpuMillis = stats.cpuMillis();
            peakBytes = stats.peakBytes();
            frames = stats.frames();
            averageBytes = stats.averageBytes();
            limitBytes = stats.limitBytes();
        }
    }

    Attempt read() {
        AttemptStats stats = millis == null
                ? null
                : new AttemptStats(
                        startedAt, millis, cpuMillis, peakBytes, frames, orZero(averageBytes), orZero(limitBytes));
        return new Attempt(
                taskId,
                number,
                worker,
                incarnation,
                claimedAt,
                endedAt,
                outcome,
                detail,
                stats,
                queue,
                orZero(predictedBytes),
                lean);
    }

    /** Columns that rows of earlier versions do not have. */
    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }
}

package io.reelmill.gateway.store;

import io.reelmill.common.job.Outcome;
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

    protected AttemptRow() {}

    AttemptRow(String jobId, Attempt attempt) {
        this.jobId = jobId;
        this.taskId = attempt.taskId();
        this.number = attempt.number();
        this.worker = attempt.workerId();
        this.claimedAt = attempt.claimedAt();
        this.endedAt = attempt.endedAt();
        this.outcome = attempt.outcome();
        this.detail = attempt.detail();
        write(attempt.stats());
    }

    private void write(AttemptStats stats) {
        if (stats != null) {
            startedAt = stats.startedAt();
            millis = stats.millis();
            cpuMillis = stats.cpuMillis();
            peakBytes = stats.peakBytes();
            frames = stats.frames();
        }
    }

    Attempt read() {
        AttemptStats stats = millis == null ? null : new AttemptStats(startedAt, millis, cpuMillis, peakBytes, frames);
        return new Attempt(taskId, number, worker, claimedAt, endedAt, outcome, detail, stats);
    }
}

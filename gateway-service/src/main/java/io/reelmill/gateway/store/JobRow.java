package io.reelmill.gateway.store;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobState;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.Timeline;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Row of a job. Its version is raised by {@link JobStore} alone, once per decision. */
@Entity
@Table(name = "job")
class JobRow {

    @Id
    private String id;

    @Column(updatable = false)
    private long version;

    @Enumerated(EnumType.STRING)
    private JobStatus state;

    private boolean suspended;
    private int priority;
    private Instant deadline;
    private Instant notBefore;
    private String labels;
    private String copyOf;
    private String spec;
    private String warnings;
    private String report;

    @Enumerated(EnumType.STRING)
    private FailureCode failureCode;

    private String failureDetail;
    private Instant createdAt;
    private Instant queuedAt;
    private Instant startedAt;
    private Instant plannedAt;
    private Instant mergingAt;
    private Instant endedAt;

    protected JobRow() {}

    JobRow(Job job) {
        id = job.id();
        createdAt = job.timeline().createdAt();
        write(job);
    }

    String id() {
        return id;
    }

    long version() {
        return version;
    }

    boolean planned() {
        return plannedAt != null;
    }

    /** Takes over everything that can change. */
    final void write(Job job) {
        state = job.status();
        copyOf = job.copyOf().orElse(null);
        spec = Messages.write(job.spec());
        labels = Messages.write(job.labels());
        warnings = Messages.write(job.warnings());
        report = job.report().map(Messages::write).orElse(null);
        failureCode = job.failure().map(Failure::code).orElse(null);
        failureDetail = job.failure().map(Failure::detail).orElse(null);
        write(job.scheduling());
        write(job.timeline());
    }

    private void write(Scheduling scheduling) {
        suspended = scheduling.suspended();
        priority = scheduling.priority();
        deadline = scheduling.deadline();
        notBefore = scheduling.notBefore();
    }

    private void write(Timeline timeline) {
        queuedAt = timeline.queuedAt();
        startedAt = timeline.startedAt();
        plannedAt = timeline.plannedAt();
        mergingAt = timeline.mergingAt();
        endedAt = timeline.endedAt();
    }

    Job read(JobPlan plan, List<TaskRow> tasks) {
        Map<String, Task> byId = tasks.stream()
                .map(TaskRow::read)
                .collect(Collectors.toMap(Task::id, Function.identity(), (a, b) -> a, java.util.LinkedHashMap::new));
        return new Job(
                id,
                Messages.read(spec, JobSpec.class),
                readState(),
                new Scheduling(suspended, priority, deadline, notBefore),
                Json.strings(labels),
                plan,
                byId,
                Arrays.asList(Messages.read(warnings, String[].class)),
                new Timeline(createdAt, queuedAt, startedAt, plannedAt, mergingAt, endedAt));
    }

    private JobState readState() {
        return switch (state) {
            case UPLOADING -> new JobState.Uploading(copyOf);
            case QUEUED -> new JobState.Queued();
            case PLANNING -> new JobState.Planning();
            case ENCODING -> new JobState.Encoding();
            case MERGING -> new JobState.Merging();
            case COMPLETED -> new JobState.Completed(Messages.read(report, MergeReport.class));
            case FAILED -> new JobState.Failed(new Failure(failureCode, failureDetail));
            case CANCELLED -> new JobState.Cancelled();
        };
    }
}

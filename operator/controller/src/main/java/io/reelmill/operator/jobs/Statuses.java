package io.reelmill.operator.jobs;

import io.fabric8.kubernetes.api.model.Quantity;
import io.reelmill.common.job.Reason;
import io.reelmill.operator.api.AttemptStatus;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.MemoryStatus;
import io.reelmill.operator.api.OutputStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.api.ProgressStatus;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayJob;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Makes the status of a MediaJob of what is known. Pure. */
final class Statuses {

    private Statuses() {}

    static MediaJobStatus of(Report report) {
        MediaJobStatus old = report.resource().getStatus();
        GatewayJob job = report.job();
        Phase phase = phase(report);
        return new MediaJobStatus(
                report.resource().getMetadata().getGeneration(),
                phase,
                reason(report, phase),
                job != null ? job.id() : old == null ? null : old.jobId(),
                job != null ? progress(job) : old == null ? null : old.progress(),
                report.attempts() != null ? memory(report.attempts()) : old == null ? null : old.memory(),
                report.attempts() != null ? attempts(report, old) : old == null ? null : old.attempts(),
                job != null ? outputs(job) : old == null ? null : old.outputs(),
                JobConditions.of(report, phase),
                job != null ? seconds(job.createdAt()) : old == null ? null : old.submittedAt(),
                job != null ? seconds(job.startedAt()) : old == null ? null : old.startedAt(),
                job != null ? seconds(job.finishedAt()) : report.failed() ? seconds(report.now()) : null);
    }

    /** The same status as one about a newer generation of the specification: nothing that may be changed then changes it. */
    static MediaJobStatus seen(MediaJobStatus old, long generation) {
        return new MediaJobStatus(
                generation,
                old.phase(),
                old.reason(),
                old.jobId(),
                old.progress(),
                old.memory(),
                old.attempts(),
                old.outputs(),
                old.conditions() == null
                        ? null
                        : old.conditions().stream()
                                .map(condition -> new JobCondition(
                                        condition.type(),
                                        condition.status(),
                                        condition.reason(),
                                        condition.message(),
                                        condition.lastTransitionTime(),
                                        generation))
                                .toList(),
                old.submittedAt(),
                old.startedAt(),
                old.finishedAt());
    }

    static Phase phase(Report report) {
        if (report.failed()) {
            return Phase.FAILED;
        }
        GatewayJob job = report.job();
        MediaJobStatus old = report.resource().getStatus();
        if (job == null) {
            boolean submitted = old != null && old.jobId() != null;
            return submitted
                    ? old.phase()
                    : StepPlanner.suspended(report.resource().getSpec()) ? Phase.SUSPENDED : Phase.PENDING;
        }
        return job.suspended() && !job.state().terminal() ? Phase.SUSPENDED : phase(job);
    }

    private static Phase phase(GatewayJob job) {
        return switch (job.state()) {
            case UPLOADING, QUEUED -> Phase.QUEUED;
            case PLANNING -> Phase.PLANNING;
            case ENCODING -> Phase.ENCODING;
            case MERGING -> Phase.MERGING;
            case COMPLETED -> Phase.COMPLETED;
            case FAILED -> Phase.FAILED;
            case CANCELLED -> Phase.CANCELLED;
        };
    }

    private static String reason(Report report, Phase phase) {
        if (report.finding() != null) {
            return report.finding().reason();
        }
        boolean failed = report.job() != null && report.job().failure() != null;
        return failed ? Reason.of(report.job().failure().code()) : Reason.of(phase);
    }

    private static ProgressStatus progress(GatewayJob job) {
        return new ProgressStatus((int) job.percent(), job.chunksTotal(), job.chunksDone(), job.framesDone());
    }

    private static MemoryStatus memory(GatewayAttempts attempts) {
        GatewayAttempts.Memory memory = attempts.memory();
        return new MemoryStatus(
                lower(memory.largest()),
                quantity(memory.predictedBytes()),
                quantity(memory.limitBytes()),
                quantity(memory.peakBytes()),
                memory.ooms());
    }

    private static String quantity(long bytes) {
        return bytes == 0 ? null : new Quantity(String.valueOf(bytes >> 20), "Mi").toString();
    }

    private static List<AttemptStatus> attempts(Report report, MediaJobStatus old) {
        List<AttemptStatus> known = old == null || old.attempts() == null ? List.of() : old.attempts();
        return report.attempts().items().stream()
                .map(item -> attempt(item, report, known))
                .toList();
    }

    private static AttemptStatus attempt(GatewayAttempts.Item item, Report report, List<AttemptStatus> known) {
        GatewayAttempts.Attempt attempt = item.attempt();
        return new AttemptStatus(
                item.taskId(),
                attempt.number(),
                lower(attempt.queue()),
                attempt.worker(),
                node(item, report, known),
                attempt.outcome() == null ? null : attempt.outcome().reason(),
                seconds(attempt.endedAt() == null ? attempt.claimedAt() : attempt.endedAt()),
                attempt.detail());
    }

    /** A pod that is gone is remembered. */
    private static String node(GatewayAttempts.Item item, Report report, List<AttemptStatus> known) {
        String now = report.nodes().get(item.attempt().worker());
        return now != null
                ? now
                : known.stream()
                        .filter(old -> item.attempt().worker().equals(old.pod()) && old.node() != null)
                        .map(AttemptStatus::node)
                        .findFirst()
                        .orElse(null);
    }

    private static List<OutputStatus> outputs(GatewayJob job) {
        return job.outputs().isEmpty()
                ? null
                : job.outputs().stream()
                        .map(file -> new OutputStatus(file.name(), file.s3(), file.bytes(), file.sha256()))
                        .toList();
    }

    private static String lower(Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}

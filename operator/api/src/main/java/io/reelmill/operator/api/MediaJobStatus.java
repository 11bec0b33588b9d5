package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;

/** How a job is, as the operator saw it last. */
@JsonClassDescription("How the job is, as the operator saw it last.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaJobStatus(
        @JsonPropertyDescription("The generation of the specification that this status is about.")
                Long observedGeneration,
        @JsonPropertyDescription("Where the job is in its life.") Phase phase,
        @JsonPropertyDescription("The most telling reason, as a code: of a failure, or the state.") String reason,
        @JsonPropertyDescription("The job at the gateway.") String jobId,
        @JsonPropertyDescription("How far the job is.") ProgressStatus progress,
        @JsonPropertyDescription("Memory of the job's encodes.") MemoryStatus memory,
        @JsonPropertyDescription("The latest 20 attempts, the newest first.") List<AttemptStatus> attempts,
        @JsonPropertyDescription("The published files, once the job is complete.") List<OutputStatus> outputs,
        @JsonPropertyDescription("Observations, one of each type.") List<JobCondition> conditions,
        @JsonPropertyDescription("When the gateway took the job.") Instant submittedAt,
        @JsonPropertyDescription("When work on it began.") Instant startedAt,
        @JsonPropertyDescription("When it ended.") Instant finishedAt) {}

package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How far a job is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressStatus(
        @JsonPropertyDescription("Percent of the work that is done, by frames; 100 only when the job has completed.")
                Integer percent,
        @JsonPropertyDescription("Chunks over all renditions; 0 until planned.") Integer chunksTotal,
        @JsonPropertyDescription("Chunks that are encoded.") Integer chunksDone,
        @JsonPropertyDescription("Frames that are encoded, over all renditions.") Long framesDone) {}

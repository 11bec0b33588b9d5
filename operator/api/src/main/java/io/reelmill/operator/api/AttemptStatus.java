package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/** One attempt of one task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptStatus(
        @JsonPropertyDescription("The task, such as chunk-720p-00017.") String task,
        @JsonPropertyDescription("Number of the attempt, from 1.") Integer number,
        @JsonPropertyDescription("The class of workers that it was given to.") @JsonProperty("class")
                String memoryClass,
        @JsonPropertyDescription("The pod that had it.") String pod,
        @JsonPropertyDescription("The node of that pod, where it is known.") String node,
        @JsonPropertyDescription("How it ended, such as Succeeded or OomPod; empty while it runs.") String outcome,
        @JsonPropertyDescription("When it ended or, while it runs, began.") Instant at,
        @JsonPropertyDescription("The evidence, one sentence.") String message) {}

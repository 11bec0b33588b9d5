package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;

/** One observation, in the form that Kubernetes tools know. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobCondition(
        @JsonPropertyDescription("What is observed.") @Required ConditionType type,
        @JsonPropertyDescription("Whether it is so; Unknown while the gateway cannot be asked.") @Required
                Status status,
        @JsonPropertyDescription("Why, as a code: a state, an outcome, or the code of a failure.") @Required
                String reason,
        @JsonPropertyDescription("Why, as a sentence.") @Required String message,
        @JsonPropertyDescription("When the status last changed.") @Required Instant lastTransitionTime,
        @JsonPropertyDescription("The generation of the specification that this is about.") Long observedGeneration) {

    /** Whether something is so. */
    public enum Status {
        @JsonProperty("True")
        TRUE,
        @JsonProperty("False")
        FALSE,
        @JsonProperty("Unknown")
        UNKNOWN
    }
}

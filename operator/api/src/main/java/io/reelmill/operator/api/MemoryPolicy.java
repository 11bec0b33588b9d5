package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** In which class of workers work begins, and what follows when it runs out of memory. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemoryPolicy(
        @JsonPropertyDescription(
                        "The smallest class of workers that encodes of this job are given to. By default the class"
                                + " that the prediction fits.")
                @JsonProperty("class")
                MemoryClass memoryClass,
        @JsonPropertyDescription(
                        "What follows when an encode runs out of memory. Escalate: a larger class, then a cheaper"
                                + " command, then smaller chunks, then failure. Restart: the same again, a few times."
                                + " Fail: the job fails at once, with the evidence.")
                @Default("Escalate")
                OnOom onOom,
        @JsonPropertyDescription(
                        "Most attempts that may follow deaths for memory of one task. By default as many as onOom"
                                + " allows.")
                @Min(0)
                @Max(20)
                Integer maxOomRetries) {

    /** What follows a death for memory. */
    public enum OnOom {
        @JsonProperty("Escalate")
        ESCALATE,
        @JsonProperty("Restart")
        RESTART,
        @JsonProperty("Fail")
        FAIL
    }
}

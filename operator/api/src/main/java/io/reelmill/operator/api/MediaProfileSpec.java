package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a profile holds. */
@JsonClassDescription("What the profile holds.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaProfileSpec(
        @JsonPropertyDescription("One sentence: what the profile is good for.") @Size(max = 256) String description,
        @JsonPropertyDescription("The renditions to make, with names that are unique in the profile.")
                @Required
                @Size(min = 1, max = 10)
                @ValidationRule(value = Output.UNIQUE_NAMES, message = "names of outputs must be unique")
                List<Output> outputs) {}

package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How the source is divided. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chunking(
        @JsonPropertyDescription("Length of a chunk in seconds, about: chunks hold whole groups of pictures.")
                @Default("10")
                @Min(2)
                @Max(120)
                Integer seconds) {}

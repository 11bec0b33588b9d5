package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the job's encodes were predicted to take, had, and took. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemoryStatus(
        @JsonPropertyDescription("The largest class of workers that the job's encodes were given to so far.")
                @JsonProperty("class")
                String memoryClass,
        @JsonPropertyDescription("Most that was predicted for one attempt, as a quantity such as 942Mi.")
                String predicted,
        @JsonPropertyDescription("Memory that attempts could have used, the largest such limit.") String limit,
        @JsonPropertyDescription("Most that one attempt was seen to use.") String peak,
        @JsonPropertyDescription("Attempts that were killed for memory, in whatever way.") Integer ooms) {}

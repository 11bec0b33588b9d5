package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Classes of workers by their memory, smallest first; the chart says how much each has. */
public enum MemoryClass {
    @JsonProperty("small")
    SMALL,
    @JsonProperty("standard")
    STANDARD,
    @JsonProperty("large")
    LARGE
}

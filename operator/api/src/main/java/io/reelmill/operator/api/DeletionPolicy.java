package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of published files when their MediaJob is deleted. */
public enum DeletionPolicy {
    /** They stay. */
    @JsonProperty("Retain")
    RETAIN,
    /** They are removed with everything else that was made for the job; never the source. */
    @JsonProperty("Delete")
    DELETE
}

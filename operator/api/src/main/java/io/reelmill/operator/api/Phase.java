package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a MediaJob is in its life, for people; conditions are for machines. */
public enum Phase {
    /** Not submitted yet. */
    @JsonProperty("Pending")
    PENDING,
    /** New work is held back on request. */
    @JsonProperty("Suspended")
    SUSPENDED,
    /** Accepted; its planning has not started. */
    @JsonProperty("Queued")
    QUEUED,
    /** The source is read. */
    @JsonProperty("Planning")
    PLANNING,
    /** Chunks and audio tracks are encoded. */
    @JsonProperty("Encoding")
    ENCODING,
    /** Encodes are joined and verified. */
    @JsonProperty("Merging")
    MERGING,
    /** Verified media is published. */
    @JsonProperty("Completed")
    COMPLETED,
    /** Ended without a result. */
    @JsonProperty("Failed")
    FAILED,
    /** Ended on request. */
    @JsonProperty("Cancelled")
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}

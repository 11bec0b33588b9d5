package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Types of conditions of a MediaJob. */
public enum ConditionType {
    /** The gateway has taken the job. */
    @JsonProperty("Accepted")
    ACCEPTED,
    /** The source was read and divided. */
    @JsonProperty("Planned")
    PLANNED,
    /** The job is being worked on. */
    @JsonProperty("Progressing")
    PROGRESSING,
    /** Verified media is published. */
    @JsonProperty("Complete")
    COMPLETE,
    /** The job ended without a result. */
    @JsonProperty("Failed")
    FAILED,
    /** What is told may be old, or a change that was asked for was refused. */
    @JsonProperty("Degraded")
    DEGRADED,
    /** Work ran out of memory and is tried again with more, by a cheaper command or in smaller chunks. */
    @JsonProperty("OomEscalating")
    OOM_ESCALATING,
    /** Workers that the job waits for keep dying without having a task. */
    @JsonProperty("WorkersUnhealthy")
    WORKERS_UNHEALTHY,
    /** New work is held back on request. */
    @JsonProperty("Suspended")
    SUSPENDED
}

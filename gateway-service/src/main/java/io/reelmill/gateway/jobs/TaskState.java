package io.reelmill.gateway.jobs;

/** Where a task stands. */
public enum TaskState {
    /** Needs results that other tasks do not have yet. */
    BLOCKED,
    /** Can be handed out, once its back-off is over and it is its turn. */
    WAITING,
    /** Its current attempt lies in a work queue. */
    RELEASED,
    /** A worker holds its current attempt. */
    RUNNING,
    /** Its result is stored. */
    DONE,
    /** It ended the job. */
    FAILED,
    /** Its parts took its place. */
    SPLIT,
    /** The job ended first. */
    STOPPED;

    /** Whether the current attempt is in a work queue or with a worker. */
    public boolean inFlight() {
        return this == RELEASED || this == RUNNING;
    }

    /** Whether nothing more happens to the task. */
    public boolean ended() {
        return this == DONE || this == FAILED || this == SPLIT || this == STOPPED;
    }
}

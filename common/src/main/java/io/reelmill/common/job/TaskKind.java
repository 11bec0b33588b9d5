package io.reelmill.common.job;

/** The kinds of work that a worker can be handed. */
public enum TaskKind {
    /** Probe the source and plan it. */
    PLAN,
    /** Encode one chunk of one rendition. */
    CHUNK,
    /** Encode one audio track, whole. */
    AUDIO,
    /** Join, mux, verify and publish. */
    MERGE
}

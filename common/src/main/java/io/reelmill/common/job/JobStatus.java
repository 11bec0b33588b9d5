package io.reelmill.common.job;

/** The state of a job as people and clients see it. Suspension is a flag beside it, not a state. */
public enum JobStatus {
    /** The source is still being received. */
    UPLOADING,
    /** Accepted; its planning has not started (or waits for {@code notBefore}). */
    QUEUED,
    /** The chunker reads the source. */
    PLANNING,
    /** Chunks and audio tracks are being encoded. */
    ENCODING,
    /** All encodes are stored; they are joined, muxed and verified. */
    MERGING,
    /** Verified media is published. */
    COMPLETED,
    /** Ended without a result; the failure code and sentence say why. */
    FAILED,
    /** Ended on request. */
    CANCELLED;

    /** Whether nothing more will happen to the job by itself. */
    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}

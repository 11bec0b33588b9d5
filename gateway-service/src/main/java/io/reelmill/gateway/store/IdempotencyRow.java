package io.reelmill.gateway.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a caller's key for a request; written by {@link JobCreation}. */
@Entity
@Table(name = "idempotency")
class IdempotencyRow {

    @Id
    private String key;

    private String requestHash;
    private String jobId;

    protected IdempotencyRow() {}

    /** The job of the same request; fails when the key was used for another one. */
    String jobOf(NewJob.Idempotency idempotency) {
        if (!requestHash.equals(idempotency.requestHash())) {
            throw new IdempotencyConflictException(key, jobId);
        }
        return jobId;
    }
}

package io.reelmill.chunker;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.StorageException;

/** What a failure of the store means for an attempt. */
public final class StorageFailures {

    private StorageFailures() {}

    /** The failure to end the attempt with. */
    public static TaskFailure of(StorageException e) {
        return switch (e.kind()) {
            case UNAVAILABLE, FULL -> new TaskFailure(Outcome.STORAGE_UNAVAILABLE, null, e.getMessage(), e);
            case NOT_FOUND, DENIED -> TaskFailure.badSource(FailureCode.SOURCE_NOT_FOUND, e.getMessage());
            default -> new TaskFailure(Outcome.INTERNAL, null, e.getMessage(), e);
        };
    }
}

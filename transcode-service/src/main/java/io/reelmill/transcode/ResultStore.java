package io.reelmill.transcode;

import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Puts a finished encode into storage. */
@ApplicationScoped
class ResultStore {

    private final ObjectStore store;

    ResultStore(ObjectStore store) {
        this.store = store;
    }

    /** Size of what was stored, in bytes. */
    long store(TaskContext context, String key, Path file) throws TaskFailure {
        context.checkStopped();
        try {
            return store.upload(key, file, "video/mp4").bytes();
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
    }
}

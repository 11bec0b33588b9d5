package io.reelmill.transcode;

import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;

/** Puts a finished encode into storage. */
@ApplicationScoped
class ResultStore {

    private static final String DECODE_ERRORS = "decode-errors";

    private final ObjectStore store;

    ResultStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Stores it with what only the encode could tell.
     *
     * @param decodeErrors complaints of the decoder about the source
     * @return size of what was stored, in bytes
     */
    long store(TaskContext context, String key, Path file, long decodeErrors) throws TaskFailure {
        context.checkStopped();
        try {
            return store.upload(key, file, "video/mp4", Map.of(DECODE_ERRORS, String.valueOf(decodeErrors)))
                    .bytes();
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
    }

    /** The complaints that a result was stored with. */
    static long decodeErrors(StoredObject stored) {
        return Long.parseLong(stored.metadata().getOrDefault(DECODE_ERRORS, "0"));
    }
}

package io.reelmill.merge.join;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.attempt.StorageFailures;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Brings encodes from storage into scratch space, never more of them than their workers said. */
public final class Fetch {

    private static final int BUFFER_BYTES = 1 << 18;

    private final ObjectStore store;

    public Fetch(ObjectStore store) {
        this.store = store;
    }

    /** Writes the encode to the file; returns what is wrong with the stored object, empty when nothing is. */
    public Optional<String> fetch(MergeAttempt attempt, TaskOutput output, Path file) throws TaskFailure, IOException {
        try (InputStream in = store.open(store.ref(output.key()), 0);
                OutputStream out = Files.newOutputStream(file)) {
            long bytes = copy(attempt, in, out, output.bytes() + 1);
            return bytes == output.bytes()
                    ? Optional.empty()
                    : Optional.of("the object has %s bytes instead of %d"
                            .formatted(bytes > output.bytes() ? "more" : bytes, output.bytes()));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.of("the object " + output.key() + " is missing");
            }
            throw StorageFailures.of(e);
        }
    }

    private static long copy(MergeAttempt attempt, InputStream in, OutputStream out, long most)
            throws TaskFailure, IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int n = read(in, buffer); n >= 0 && bytes < most; n = read(in, buffer)) {
            attempt.check();
            out.write(buffer, 0, n);
            bytes += n;
        }
        return bytes;
    }

    private static int read(InputStream in, byte[] buffer) throws TaskFailure {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new TaskFailure(Outcome.STORAGE_UNAVAILABLE, null, "reading an encode: " + e.getMessage(), e);
        }
    }
}

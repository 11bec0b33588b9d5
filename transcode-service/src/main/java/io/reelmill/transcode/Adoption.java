package io.reelmill.transcode;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.fmp4.FragmentedMp4;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds what an earlier attempt stored before its worker was lost, so that it is not done again. What is stored is whole,
 * since an object appears at once; its frames are counted against the plan all the same.
 */
@ApplicationScoped
class Adoption {

    private static final Logger LOG = Logger.getLogger(Adoption.class);

    private final ObjectStore store;

    Adoption(ObjectStore store) {
        this.store = store;
    }

    /** A chunk of one of the attempts that the record names, the latest first; empty when there is none that counts. */
    Optional<TaskOutput> chunk(TaskContext context, TaskWork.EncodeChunk work) throws TaskFailure {
        for (int earlier : context.item().adopt()) {
            Optional<TaskOutput> found = chunk(context, work, earlier);
            if (found.isPresent()) {
                LOG.infof("The result of attempt %d is there already and is taken", earlier);
                return found;
            }
        }
        return Optional.empty();
    }

    /** The same of an audio track; its samples are counted again. */
    Optional<TaskOutput> audio(TaskContext context, SampleCount samples) throws TaskFailure, InterruptedException {
        for (int earlier : context.item().adopt()) {
            Optional<TaskOutput> found = audio(context, samples, earlier);
            if (found.isPresent()) {
                LOG.infof("The track of attempt %d is there already and is taken", earlier);
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<TaskOutput> audio(TaskContext context, SampleCount samples, int earlier)
            throws TaskFailure, InterruptedException {
        WorkItem item = context.item();
        ObjectRef object = store.ref(ObjectKeys.audio(item.jobId(), item.taskId(), earlier));
        Path file = context.scratch().resolve("earlier-" + earlier + ".mp4");
        try {
            Optional<StoredObject> stored = store.stat(object);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            store.download(object, file);
            long count = samples.of(file);
            return Optional.of(new TaskOutput(
                    item.taskId(),
                    item.attempt(),
                    object.key(),
                    stored.get().bytes(),
                    count,
                    null,
                    ResultStore.decodeErrors(stored.get())));
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        } catch (TaskFailure e) {
            context.checkStopped();
            LOG.infof("What attempt %d stored is no whole track: %s", earlier, e.getMessage());
            return Optional.empty();
        }
    }

    /** Counts the samples per channel of a track; fails when there are none. */
    interface SampleCount {
        long of(Path file) throws TaskFailure, InterruptedException;
    }

    private Optional<TaskOutput> chunk(TaskContext context, TaskWork.EncodeChunk work, int earlier) throws TaskFailure {
        WorkItem item = context.item();
        ObjectRef object = store.ref(
                ObjectKeys.chunk(item.jobId(), work.rendition(), work.chunk().name(), earlier));
        Path file = context.scratch().resolve("earlier-" + earlier + ".mp4");
        try {
            Optional<StoredObject> stored = store.stat(object);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            store.download(object, file);
            FragmentedMp4 chunk = FragmentedMp4.read(file);
            return Optional.of(new TaskOutput(
                            item.taskId(),
                            item.attempt(),
                            object.key(),
                            stored.get().bytes(),
                            chunk.frames(),
                            chunk.initializationSha256(),
                            ResultStore.decodeErrors(stored.get())))
                    .filter(output -> output.frames() == work.chunk().frames());
        } catch (IOException e) {
            LOG.infof("What attempt %d stored is no whole chunk: %s", earlier, e.getMessage());
            return Optional.empty();
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
    }
}

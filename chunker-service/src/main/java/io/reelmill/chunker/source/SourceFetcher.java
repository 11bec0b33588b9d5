package io.reelmill.chunker.source;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.spec.Source;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes every source an object in storage. */
@ApplicationScoped
public class SourceFetcher {

    private final ObjectStore store;
    private final UrlFetcher urls;

    SourceFetcher(ObjectStore store, UrlFetcher urls) {
        this.store = store;
        this.urls = urls;
    }

    /** The object that holds the source; what stands at an address is copied into storage first. */
    public ObjectRef inStorage(TaskContext context, Source source) throws TaskFailure, InterruptedException {
        if (source.url() == null) {
            return new ObjectRef(source.bucket() == null ? store.bucket() : source.bucket(), source.key());
        }
        String key = ObjectKeys.source(context.item().jobId());
        urls.fetch(context, source.url(), key);
        return store.ref(key);
    }
}

package io.reelmill.merge;

import io.quarkus.runtime.Startup;
import io.reelmill.media.memory.GuardThresholds;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.Identity;
import io.reelmill.messaging.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds ffmpeg once, and guards what it takes. */
@ApplicationScoped
class MediaProducer {

    /** At start, so that a missing ffmpeg is told at once and the first merge does not wait for it. */
    @Startup
    @Produces
    @Singleton
    MediaTools tools() {
        return MediaTools.locate(System.getenv());
    }

    @Produces
    @Singleton
    MemoryGuard guard(Identity worker, WorkerConfig config) {
        WorkerConfig.Guard guard = config.guard();
        return new MemoryGuard(worker.memoryBytes(), new GuardThresholds(guard.warn(), guard.end()), guard.interval());
    }
}

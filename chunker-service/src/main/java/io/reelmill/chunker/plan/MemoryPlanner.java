package io.reelmill.chunker.plan;

import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.memory.MemoryWork;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;

/**
 * Says how much memory encodes take with one thread each, by the measured model alone. The gateway, which knows how many
 * threads the workers of each class give, corrects it.
 *
 * @param model what predictions come from
 */
public record MemoryPlanner(MemoryModel model) {

    private static final int THREADS = 1;

    /**
     * Memory of one task.
     *
     * @param predicted peak that is expected
     * @param key under what the memory of such work is learned
     */
    record Need(MemoryPrediction predicted, String key) {}

    Need chunk(VideoSettings settings, VideoTrack track) {
        MemoryWork work = MemoryWork.of(settings, track, THREADS);
        return new Need(model.predict(work), work.key().toString());
    }

    MemoryPrediction audio() {
        return model.audio();
    }
}

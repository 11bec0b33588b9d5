package io.reelmill.chunker.plan;

import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.memory.MemoryWork;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;

/**
 * Says how much memory encodes take on the workers of this installation, by the measured model alone.
 *
 * @param model what predictions come from
 * @param threads threads that a worker gives to one encode: its processors divided by its slots
 */
public record MemoryPlanner(MemoryModel model, int threads) {

    /**
     * Memory of one task.
     *
     * @param predicted peak that is expected
     * @param key under what the memory of such work is learned
     */
    record Need(MemoryPrediction predicted, String key) {}

    Need chunk(VideoSettings settings, VideoTrack track) {
        MemoryWork work = MemoryWork.of(settings, track, threads);
        return new Need(model.predict(work), work.key().toString());
    }

    MemoryPrediction audio() {
        return model.audio();
    }
}

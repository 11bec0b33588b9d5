package io.reelmill.chunker.plan;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryAdvice;
import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.memory.MemoryWork;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import java.util.Optional;

/**
 * Says how much memory encodes take on the workers of this installation, and where they go.
 *
 * @param model what predictions come from
 * @param classes what the workers of each queue have for a task
 * @param threads threads that a worker gives to one encode: its processors divided by its slots
 */
public record MemoryPlanner(MemoryModel model, MemoryClasses classes, int threads) {

    /**
     * Memory of one task.
     *
     * @param bytes peak that is expected
     * @param queue the queue whose workers hold it
     * @param key under what the memory of such work is learned; null when nothing is
     * @param warning a sentence for people where it is near what the largest workers have; empty otherwise
     */
    record Need(long bytes, WorkQueue queue, String key, Optional<String> warning) {}

    Need chunk(String rendition, VideoSettings settings, VideoTrack track) {
        MemoryWork work = MemoryWork.of(settings, track, threads);
        MemoryPrediction predicted = model.predict(work);
        return new Need(
                predicted.bytes(),
                classes.route(predicted.bytes()).queue(),
                work.key().toString(),
                new MemoryAdvice(model, classes).warning(rendition, work, predicted));
    }

    Need audio() {
        long bytes = model.audio().bytes();
        return new Need(bytes, classes.route(bytes).queue(), null, Optional.empty());
    }
}

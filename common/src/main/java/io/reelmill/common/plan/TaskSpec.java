package io.reelmill.common.plan;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;

/**
 * One piece of encoding work of a plan.
 *
 * @param id unique in the job
 * @param kind {@link TaskKind#CHUNK} or {@link TaskKind#AUDIO}
 * @param rendition name of the rendition, null for audio
 * @param chunk index of the chunk, -1 for audio
 * @param audio index into {@link SourceFacts#audio()}, -1 for a chunk
 * @param audioSettings how the track is encoded, null for a chunk
 * @param frames frames to produce, 0 for audio
 * @param cost relative amount of work (megapixels encoded); longest first
 * @param predictedBytes predicted peak of resident memory in bytes
 * @param queue the queue whose workers hold the prediction
 */
public record TaskSpec(
        String id,
        TaskKind kind,
        String rendition,
        int chunk,
        int audio,
        AudioSettings audioSettings,
        long frames,
        double cost,
        long predictedBytes,
        WorkQueue queue) {}

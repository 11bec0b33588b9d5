package io.reelmill.common.plan;

import io.reelmill.common.job.MemoryBasis;
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
 * @param cost relative amount of work (megapixels encoded; for a plan, mebibytes of the source, 0 when not known); longest
 *     first
 * @param predictedBytes predicted peak of resident memory in bytes
 * @param queue the queue whose workers hold the prediction; null until the gateway has chosen it
 * @param memoryKey under what the memory of work like this is learned; null when nothing is
 * @param memoryBasis what the prediction rests on; null when there is none
 * @param range the frames of a chunk that was divided; null for the plan's chunk
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
        WorkQueue queue,
        String memoryKey,
        MemoryBasis memoryBasis,
        Chunk range) {

    /** Work of the plan itself, whose memory is not learned. */
    public TaskSpec(
            String id,
            TaskKind kind,
            String rendition,
            int chunk,
            int audio,
            AudioSettings audioSettings,
            long frames,
            double cost,
            long predictedBytes,
            WorkQueue queue) {
        this(id, kind, rendition, chunk, audio, audioSettings, frames, cost, predictedBytes, queue, null, null, null);
    }

    /** The same work with another prediction. */
    public TaskSpec predicted(long bytes, MemoryBasis basis, WorkQueue holding) {
        return predicted(memoryKey, bytes, basis, holding);
    }

    /** The same work with another prediction, learned under another key. */
    public TaskSpec predicted(String key, long bytes, MemoryBasis basis, WorkQueue holding) {
        return new TaskSpec(
                id, kind, rendition, chunk, audio, audioSettings, frames, cost, bytes, holding, key, basis, range);
    }

    /** The part of a divided chunk as work of its own. */
    public TaskSpec part(Chunk piece) {
        return new TaskSpec(
                "chunk-%s-%s".formatted(rendition, piece.name()),
                kind,
                rendition,
                chunk,
                audio,
                audioSettings,
                piece.frames(),
                cost * piece.frames() / frames,
                predictedBytes,
                queue,
                memoryKey,
                memoryBasis,
                piece);
    }
}

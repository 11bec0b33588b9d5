package io.reelmill.common.plan;

import java.util.List;

/**
 * How a source becomes its outputs.
 *
 * @param source the source object, in storage
 * @param media the object that chunks are read from: the source, or its normalised picture under {@code chunks/}
 * @param facts what the probe found
 * @param renditions files to publish
 * @param chunks ranges of the picture, the same for every rendition; empty for sound only
 * @param tasks all encoding work
 * @param bytesRead bytes of the source that planning read
 * @param warnings sentences for people about what is not kept or looks odd
 */
public record JobPlan(
        ObjectRef source,
        ObjectRef media,
        SourceFacts facts,
        List<RenditionPlan> renditions,
        List<Chunk> chunks,
        List<TaskSpec> tasks,
        long bytesRead,
        List<String> warnings) {

    public JobPlan {
        renditions = List.copyOf(renditions);
        chunks = List.copyOf(chunks);
        tasks = List.copyOf(tasks);
        warnings = List.copyOf(warnings);
    }

    /** The frames that a chunk's task encodes: its own range where the chunk was divided, else the plan's. */
    public Chunk range(TaskSpec chunkTask) {
        return chunkTask.range() == null ? chunks.get(chunkTask.chunk()) : chunkTask.range();
    }

    /** The same plan with other warnings. */
    public JobPlan withWarnings(List<String> others) {
        return new JobPlan(source, media, facts, renditions, chunks, tasks, bytesRead, others);
    }

    /** The same plan with other encoding work. */
    public JobPlan withTasks(List<TaskSpec> others) {
        return new JobPlan(source, media, facts, renditions, chunks, others, bytesRead, warnings);
    }
}

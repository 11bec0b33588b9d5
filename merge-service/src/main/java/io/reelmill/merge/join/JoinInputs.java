package io.reelmill.merge.join;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the encodes that a rendition is made of. */
public final class JoinInputs {

    private final TaskWork.Merge work;
    private final Map<String, TaskOutput> outputs;

    public JoinInputs(TaskWork.Merge work) {
        this.work = work;
        this.outputs = work.encodes().stream().collect(Collectors.toMap(TaskOutput::taskId, Function.identity()));
    }

    /**
     * The chunks of a rendition in order, without those of which the source gives not a single frame where that is allowed.
     *
     * @throws IllegalArgumentException when the work lacks an encode that its plan names
     */
    public List<ChunkInput> chunks(RenditionPlan rendition) {
        return work.plan().tasks().stream()
                .filter(t -> t.kind() == TaskKind.CHUNK && rendition.name().equals(t.rendition()))
                .map(this::chunk)
                .filter(input -> !(input.partial() && input.frames() == 0))
                .sorted(Comparator.comparingLong(input -> input.chunk().firstFrame()))
                .toList();
    }

    private ChunkInput chunk(TaskSpec spec) {
        Chunk chunk = work.plan().range(spec);
        TaskOutput output = output(spec.id());
        return new ChunkInput(chunk, work.allowPartial() ? output.frames() : chunk.frames(), output);
    }

    /** What the task stored. */
    public TaskOutput output(String taskId) {
        TaskOutput output = outputs.get(taskId);
        if (output == null) {
            throw new IllegalArgumentException("the merge was handed no result of " + taskId);
        }
        return output;
    }
}

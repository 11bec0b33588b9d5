package io.reelmill.merge.join;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
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
     * The chunks of a rendition in order.
     *
     * @throws IllegalArgumentException when the work lacks an encode that its plan names
     */
    public List<ChunkInput> chunks(RenditionPlan rendition) {
        Map<Integer, TaskSpec> specs = work.plan().tasks().stream()
                .filter(t -> t.kind() == TaskKind.CHUNK && rendition.name().equals(t.rendition()))
                .collect(Collectors.toMap(TaskSpec::chunk, Function.identity()));
        return work.plan().chunks().stream()
                .map(chunk -> chunk(chunk, specs.get(chunk.index()), rendition))
                .toList();
    }

    private ChunkInput chunk(Chunk chunk, TaskSpec spec, RenditionPlan rendition) {
        if (spec == null) {
            throw new IllegalArgumentException(
                    "the plan has no task for chunk %d of %s".formatted(chunk.index(), rendition.name()));
        }
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

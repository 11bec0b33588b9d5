package io.reelmill.merge.join;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.TaskOutput;

/**
 * One chunk of a rendition as the plan wants it and as its worker stored it.
 *
 * @param chunk the range of the source
 * @param frames frames it must hold
 * @param output what the worker stored
 */
public record ChunkInput(Chunk chunk, long frames, TaskOutput output) {

    /** Whether the source did not decode to all frames of the range, and that is allowed. */
    public boolean partial() {
        return frames < chunk.frames();
    }

    /** Says that this encode must be done again. */
    public TaskEvent.Rejection rejected(String detail) {
        return new TaskEvent.Rejection(output.taskId(), output.attempt(), detail);
    }
}

package io.reelmill.gateway.jobs;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.TaskSpec;

/** What follows a memory death of a task. */
sealed interface OomStep {

    /** The same work for a worker with more memory. */
    record MoreMemory(TaskSpec spec) implements OomStep {}

    /** The command that needs the least memory. */
    record CheaperCommand() implements OomStep {}

    /** Two smaller chunks. */
    record SmallerChunks(Chunk.Halves halves) implements OomStep {}

    /** The same once more. */
    record Repeat() implements OomStep {}

    /** The end of the job. */
    record GiveUp() implements OomStep {}
}

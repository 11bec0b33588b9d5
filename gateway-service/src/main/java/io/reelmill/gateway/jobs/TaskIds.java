package io.reelmill.gateway.jobs;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.plan.TaskSpec;

/** The two tasks that every job has and no plan names. */
final class TaskIds {

    static final String PLAN = "plan";
    static final String MERGE = "merge";

    private static final double MEBIBYTE = 1 << 20;
    private static final MemoryModel MEMORY = MemoryModel.measured();

    private TaskIds() {}

    /** @param bytes size of the source, 0 when it is not known */
    static Task plan(long bytes) {
        return task(PLAN, TaskKind.PLAN, WorkQueue.PLAN, bytes / MEBIBYTE, MEMORY.planning());
    }

    static Task merge() {
        return task(MERGE, TaskKind.MERGE, WorkQueue.MERGE, 0, MEMORY.merging());
    }

    private static Task task(String id, TaskKind kind, WorkQueue queue, double cost, MemoryPrediction memory) {
        TaskSpec spec = new TaskSpec(id, kind, null, -1, -1, null, 0, cost, 0, queue);
        return Task.waiting(spec.predicted(memory.bytes(), memory.basis(), queue));
    }
}

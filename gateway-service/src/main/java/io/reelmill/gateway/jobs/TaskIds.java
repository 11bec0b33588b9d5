package io.reelmill.gateway.jobs;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.TaskSpec;

/** The two tasks that every job has and no plan names. */
final class TaskIds {

    static final String PLAN = "plan";
    static final String MERGE = "merge";

    private TaskIds() {}

    static Task plan() {
        return task(PLAN, TaskKind.PLAN, WorkQueue.PLAN);
    }

    static Task merge() {
        return task(MERGE, TaskKind.MERGE, WorkQueue.MERGE);
    }

    private static Task task(String id, TaskKind kind, WorkQueue queue) {
        return Task.waiting(new TaskSpec(id, kind, null, -1, -1, null, 0, 0, 0, queue));
    }
}

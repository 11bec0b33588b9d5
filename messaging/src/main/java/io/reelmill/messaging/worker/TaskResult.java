package io.reelmill.messaging.worker;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.TaskOutput;
import java.util.List;

/** What an attempt achieved; failures are {@link TaskFailure}s. */
public sealed interface TaskResult {

    /** The source was planned. */
    record Planned(JobPlan plan) implements TaskResult {}

    /** An encode is stored. */
    record Encoded(TaskOutput output) implements TaskResult {}

    /** Verified media is published. */
    record Merged(MergeReport report) implements TaskResult {}

    /** Encodes are missing or damaged and must be done again. */
    record Rejected(List<TaskEvent.Rejection> rejections) implements TaskResult {
        public Rejected {
            rejections = List.copyOf(rejections);
        }
    }
}

package io.reelmill.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.api.TaskView.AttemptView;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.store.AttemptDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The attempts of a job in short. */
@Schema(name = "Attempts", description = "The attempts of a job in short, however many there are")
public record AttemptsView(
        @Schema(description = "The latest ones, those that run or ended last first") List<TaskAttemptView> items,
        MemoryView memory,
        @Schema(description = "Tasks that no worker has yet, by the queue that they are meant for")
                Map<WorkQueue, Long> waiting) {

    /** An attempt with its task. */
    @Schema(name = "TaskAttempt", description = "An attempt with its task")
    public record TaskAttemptView(@Schema(examples = "chunk-720p-00017") String taskId, AttemptView attempt) {}

    /** Memory of all encodes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobMemory", description = "Memory of all encodes of a job, in bytes; 0 where nobody could tell")
    public record MemoryView(
            @Schema(description = "Most that was predicted for one") long predictedBytes,
            @Schema(description = "Most that one could have used") long limitBytes,
            @Schema(description = "Most that one was seen to use") long peakBytes,
            @Schema(description = "How many ended for memory") int ooms,
            @Schema(description = "The largest class that encodes were given to") WorkQueue largest) {}

    static AttemptsView of(Job job, AttemptDigest digest) {
        Map<WorkQueue, Long> waiting = job.tasks().values().stream()
                .filter(task -> task.state() == TaskState.WAITING || task.state() == TaskState.RELEASED)
                .collect(Collectors.groupingBy(Task::queue, TreeMap::new, Collectors.counting()));
        return new AttemptsView(
                digest.latest().stream()
                        .map(attempt -> new TaskAttemptView(attempt.taskId(), AttemptView.of(attempt)))
                        .toList(),
                new MemoryView(
                        digest.predictedBytes(),
                        digest.limitBytes(),
                        digest.peakBytes(),
                        digest.ooms(),
                        digest.largest()),
                waiting);
    }
}

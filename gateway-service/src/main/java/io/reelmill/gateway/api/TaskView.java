package io.reelmill.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A task with its attempts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task", description = "One piece of work of a job, with every attempt at it")
public record TaskView(
        @Schema(examples = "chunk-720p-00017") String id,
        TaskKind kind,
        TaskState state,
        WorkQueue queue,
        @Schema(description = "The attempt in flight, or the next one", examples = "1") int attempt,
        String rendition,
        @Schema(description = "Index of the chunk") Integer chunk,
        @Schema(description = "Index of the audio track") Integer audio,
        @Schema(description = "Frames to encode") Long frames,
        @Schema(description = "Frames encoded, as far as known") Long framesDone,
        @Schema(description = "Predicted peak memory in bytes") long predictedBytes,
        @Schema(description = "What the prediction rests on") MemoryBasis memoryBasis,
        List<AttemptView> attempts) {

    /** One attempt. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Attempt", description = "One attempt; without outcome while it runs")
    public record AttemptView(
            int number,
            String worker,
            Instant claimedAt,
            Instant endedAt,
            @Schema(description = "Wall time in milliseconds") Long millis,
            @Schema(description = "CPU time in milliseconds") Long cpuMillis,
            @Schema(description = "Peak memory in bytes") Long peakBytes,
            @Schema(description = "Average memory in bytes") Long averageBytes,
            @Schema(description = "Memory it could have used, in bytes") Long limitBytes,
            @Schema(description = "Memory that was predicted for it, in bytes") Long predictedBytes,
            @Schema(description = "The queue it was taken from") WorkQueue queue,
            @Schema(description = "Whether the command was used that needs the least memory") boolean lean,
            Long frames,
            Outcome outcome,
            @Schema(description = "The outcome in words", examples = "no progress for too long") String outcomeText,
            @Schema(description = "The evidence, one sentence") String detail) {

        /** An attempt as it is shown. */
        public static AttemptView of(Attempt attempt) {
            var stats = attempt.stats();
            return new AttemptView(
                    attempt.number(),
                    attempt.workerId(),
                    attempt.claimedAt(),
                    attempt.endedAt(),
                    stats == null ? null : stats.millis(),
                    stats == null ? null : stats.cpuMillis(),
                    stats == null ? null : stats.peakBytes(),
                    stats == null || stats.averageBytes() == 0 ? null : stats.averageBytes(),
                    stats == null || stats.limitBytes() == 0 ? null : stats.limitBytes(),
                    attempt.predictedBytes(),
                    attempt.queue(),
                    attempt.lean(),
                    stats == null ? null : stats.frames(),
                    attempt.outcome(),
                    attempt.outcome() == null ? null : attempt.outcome().text(),
                    attempt.detail());
        }
    }

    /** The task with its attempts, the first one first. */
    static TaskView of(Task task, List<Attempt> attempts, Long live) {
        boolean chunk = task.kind() == TaskKind.CHUNK;
        Long done = task.state() == TaskState.DONE ? Long.valueOf(task.spec().frames()) : live;
        return new TaskView(
                task.id(),
                task.kind(),
                task.state(),
                task.queue(),
                task.attempt(),
                task.spec().rendition(),
                chunk ? task.spec().chunk() : null,
                task.kind() == TaskKind.AUDIO ? task.spec().audio() : null,
                chunk ? task.spec().frames() : null,
                chunk ? done : null,
                task.spec().predictedBytes(),
                task.spec().memoryBasis(),
                attempts.stream().map(AttemptView::of).toList());
    }
}

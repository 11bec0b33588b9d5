package io.reelmill.gateway.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.Outcome;
import io.reelmill.gateway.api.TaskView.AttemptView;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.store.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dead letter as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DeadLetter", description = "Something that was given up, with its whole history")
record DeadLetterView(
        String id,
        DeadLetter.Kind kind,
        @Schema(description = "The job that failed of it; absent for a message") String jobId,
        @Schema(description = "The task that was given up; absent for a message") String task,
        @Schema(description = "Its last attempt") Integer attempt,
        @Schema(description = "How that ended") Outcome outcome,
        @Schema(description = "Why it was given up, one sentence") String detail,
        @Schema(description = "Where a message was read") String topic,
        @Schema(description = "The key of a message") String key,
        @Schema(description = "The value of a message as it was read") String payload,
        Instant at,
        @Schema(
                        description =
                                "Every attempt at the task, those at the chunk it was a part of included; at any task of a job")
                List<AttemptView> history) {

    static DeadLetterView of(DeadLetter letter, List<Attempt> attempts) {
        return new DeadLetterView(
                letter.id(),
                letter.kind(),
                letter.jobId(),
                letter.taskId(),
                letter.attempt(),
                letter.outcome(),
                letter.detail(),
                letter.topic(),
                letter.key(),
                letter.payload(),
                letter.at(),
                letter.kind() == DeadLetter.Kind.MESSAGE ? null : history(letter, attempts));
    }

    /** A part of a divided chunk is named like the whole, with one letter more per division. */
    private static List<AttemptView> history(DeadLetter letter, List<Attempt> attempts) {
        String taskId = letter.taskId();
        return attempts.stream()
                .filter(attempt -> taskId == null
                        || (taskId.startsWith(attempt.taskId())
                                && taskId.substring(attempt.taskId().length()).matches("[ab]*")))
                .map(AttemptView::of)
                .toList();
    }
}

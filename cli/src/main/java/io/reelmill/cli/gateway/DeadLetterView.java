package io.reelmill.cli.gateway;

import java.time.Instant;
import java.util.List;

/** Something that was given up, as far as people are shown it; what does not apply to its kind is null. */
public record DeadLetterView(
        String id,
        String kind,
        String jobId,
        String task,
        Integer attempt,
        String outcome,
        String detail,
        String topic,
        String payload,
        Instant at,
        List<AttemptView> history) {

    public DeadLetterView {
        history = history == null ? List.of() : List.copyOf(history);
    }

    /** One attempt before it was given up. */
    public record AttemptView(
            int number,
            String worker,
            String outcome,
            String detail,
            Instant claimedAt,
            Instant endedAt,
            Long peakBytes,
            Long limitBytes) {}
}

package io.reelmill.operator.gateway;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The attempts of a job in short.
 *
 * @param items the latest ones, those that run or ended last first
 * @param memory of all encodes
 * @param waiting tasks that no worker has yet, by queue
 */
public record GatewayAttempts(List<Item> items, Memory memory, Map<WorkQueue, Long> waiting) {

    /** A job of which nothing is known yet. */
    public static final GatewayAttempts NONE = new GatewayAttempts(List.of(), null, Map.of());

    public GatewayAttempts {
        items = items == null ? List.of() : List.copyOf(items);
        memory = memory == null ? new Memory(0, 0, 0, 0, null) : memory;
        waiting = waiting == null ? Map.of() : Map.copyOf(waiting);
    }

    /** An attempt with its task. */
    public record Item(String taskId, Attempt attempt) {}

    /** One attempt; without end and outcome while it runs. */
    public record Attempt(
            int number,
            String worker,
            Instant claimedAt,
            Instant endedAt,
            WorkQueue queue,
            Outcome outcome,
            String detail) {}

    /** Bytes, 0 where nobody could tell. */
    public record Memory(long predictedBytes, long limitBytes, long peakBytes, int ooms, WorkQueue largest) {}
}

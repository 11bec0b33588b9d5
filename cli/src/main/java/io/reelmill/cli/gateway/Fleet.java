package io.reelmill.cli.gateway;

import io.reelmill.common.message.Heartbeat;
import java.util.List;

/**
 * What an installation works with and on.
 *
 * @param workers live workers
 * @param queues work per queue
 * @param jobs the newest jobs
 */
public record Fleet(List<Heartbeat> workers, List<QueueView> queues, List<JobView> jobs) {

    /** One queue; slots are null when they are not known. */
    public record QueueView(String queue, long waiting, long released, long running, Integer slots) {}

    record Workers(List<Heartbeat> items) {}

    record Queues(List<QueueView> items) {}

    record Jobs(List<JobView> items) {}
}

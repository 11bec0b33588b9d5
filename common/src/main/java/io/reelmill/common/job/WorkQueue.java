package io.reelmill.common.job;

/** The queues that work waits in; each is one Kafka topic read by one share group. */
public enum WorkQueue {
    /** Sources to probe and plan. */
    PLAN("reelmill.plan"),
    /** Encodes that fit a small worker. */
    SMALL("reelmill.work.small"),
    /** Encodes that fit a standard worker. */
    STANDARD("reelmill.work.standard"),
    /** Encodes that need a large worker. */
    LARGE("reelmill.work.large"),
    /** Finished encodes to join. */
    MERGE("reelmill.merge");

    private final String topic;

    WorkQueue(String topic) {
        this.topic = topic;
    }

    /** The Kafka topic of this queue. */
    public String topic() {
        return topic;
    }

    /** The share group that reads this queue; one per queue, so that queues never block each other. */
    public String group() {
        return topic + ".workers";
    }
}

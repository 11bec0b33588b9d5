package io.reelmill.messaging.queue;

import io.reelmill.messaging.kafka.Brokers;
import java.time.Duration;

/**
 * How queues are read.
 *
 * @param brokers where the queues are
 * @param maxPollInterval longer than any task, or the group would put a member aside in mid-encode
 * @param deliveryLimit deliveries after which the broker drops a record
 * @param retryInterval time before a reader that failed is opened anew
 */
public record QueueSettings(Brokers brokers, Duration maxPollInterval, int deliveryLimit, Duration retryInterval) {}

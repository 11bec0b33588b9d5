package io.reelmill.gateway.outbox;

/** A row of the outbox. */
record OutboxMessage(long id, String topic, String key, String payload) {}

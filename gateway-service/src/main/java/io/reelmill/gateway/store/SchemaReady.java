package io.reelmill.gateway.store;

/** CDI event, fired once: from now on the tables are there. */
public record SchemaReady() {}

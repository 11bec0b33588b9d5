package io.reelmill.operator.gateway;

/**
 * The id of a job at the gateway.
 *
 * @param value as the gateway gave it
 */
public record JobId(String value) {}

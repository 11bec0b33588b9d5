package io.reelmill.cli.gateway;

/** The work of one queue; slots are null when they are not known. */
public record QueueView(String queue, long waiting, long released, long running, Integer slots) {}

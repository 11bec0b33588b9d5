package io.reelmill.gateway.store;

import java.io.Serializable;

/** Key of {@link AttemptRow}. */
record AttemptRowId(String jobId, String taskId, int number) implements Serializable {}

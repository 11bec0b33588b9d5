package io.reelmill.gateway.store;

import java.io.Serializable;

/** Key of {@link TaskRow}. */
record TaskRowId(String jobId, String id) implements Serializable {}

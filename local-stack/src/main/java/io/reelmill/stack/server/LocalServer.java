package io.reelmill.stack.server;

import io.reelmill.stack.process.ProcessSpec;

/** One kind of server: laid out once, then started any number of times on the same state. */
public interface LocalServer {

    /** Lays out what is missing; what is there is kept. Takes seconds the first time. */
    ProcessSpec prepare();

    /** Whether the server answers as its clients need, now. */
    boolean isReady();
}

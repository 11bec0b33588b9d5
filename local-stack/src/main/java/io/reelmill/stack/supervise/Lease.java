package io.reelmill.stack.supervise;

import java.io.IOException;

/** The need for a stack: it lasts until it is released, or this JVM ends. Thread-safe. */
public final class Lease implements AutoCloseable {

    private final ControlConnection connection;
    private final boolean starter;
    private boolean released;

    Lease(ControlConnection connection, boolean starter) {
        this.connection = connection;
        this.starter = starter;
    }

    /** Whether it is held by who started the stack. */
    boolean starter() {
        return starter;
    }

    /**
     * Gives it up; a repetition changes nothing.
     *
     * @return whether the stack ends now, because nobody else needs it and it is not to be kept
     */
    public synchronized boolean release() {
        if (released) {
            return false;
        }
        released = true;
        try (connection) {
            return connection.exchange(ControlServer.RELEASE).equals(ControlServer.ENDS);
        } catch (IOException e) {
            // The stack does not answer: it ends, or has ended.
            return true;
        }
    }

    /** The same as {@link #release()}, for those who do not ask what becomes of the stack. */
    @Override
    public void close() {
        release();
    }
}

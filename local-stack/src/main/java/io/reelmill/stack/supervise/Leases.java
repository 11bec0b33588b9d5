package io.reelmill.stack.supervise;

/**
 * Who needs the stack: it ends when nobody does, unless it is to be kept. Its starter is the first: at the beginning
 * through the pipe that it started the stack with, later over a connection as everybody else. Thread-safe.
 */
final class Leases {

    private int holders = 1;
    private boolean starterHasPipe = true;
    private boolean kept;
    private boolean over;

    /** From now on the stack stays when nobody uses it. */
    synchronized void keep() {
        kept = true;
    }

    synchronized boolean kept() {
        return kept;
    }

    /** From now on nobody gets hold of it. */
    synchronized void end() {
        over = true;
    }

    synchronized boolean over() {
        return over;
    }

    /** One more needs it; false when it is already ending. */
    synchronized boolean acquire() {
        if (over) {
            return false;
        }
        holders++;
        return true;
    }

    /** The starter holds on by a connection instead of its pipe; false when it has let go before. */
    synchronized boolean handOver() {
        if (over || !starterHasPipe) {
            return false;
        }
        starterHasPipe = false;
        return true;
    }

    /** The starter's pipe has ended. True when the stack shall end. */
    synchronized boolean pipeEnded() {
        if (!starterHasPipe) {
            return over;
        }
        starterHasPipe = false;
        return release();
    }

    /** One needs it no more. True when the stack shall end. */
    synchronized boolean release() {
        holders--;
        over |= holders == 0 && !kept;
        return over;
    }
}

package io.reelmill.stack.supervise;

/** Who needs the stack: it ends when nobody does, unless it is to be kept. Thread-safe. */
final class Leases {

    private int holders = 1;
    private boolean kept;
    private boolean over;

    /** From now on the stack stays when nobody uses it. */
    synchronized void keep() {
        kept = true;
    }

    synchronized boolean kept() {
        return kept;
    }

    /** One more needs it; false when it is already ending. */
    synchronized boolean acquire() {
        if (over) {
            return false;
        }
        holders++;
        return true;
    }

    /** One needs it no more; the starter counts as the first. True when the stack shall end. */
    synchronized boolean release() {
        holders--;
        over |= holders == 0 && !kept;
        return over;
    }
}

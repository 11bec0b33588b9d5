package io.reelmill.messaging.queue;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The room of a worker: its slots, and what its tasks may take together. Consumers look for records in turns, no more at
 * once than slots are free, and fill a slot with what they find; tasks in slots are admitted in the order in which they
 * came. One that does not fit beside its neighbors waits for them, and one that would never fit runs alone; while it
 * waits no slot counts as free, since a record taken now could only wait behind it. Thread-safe.
 */
public final class SlotGate {

    private final int slots;
    private final Need room;

    private final Deque<Object> lookers = new ArrayDeque<>();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int looking;
    private int filled;
    private int admitted;
    private Need taken = Need.NONE;
    private boolean closed;

    /**
     * @param slots tasks at once
     * @param room what they may take together
     */
    public SlotGate(int slots, Need room) {
        this.slots = slots;
        this.room = room;
    }

    /** Waits for the caller's turn to look for a record; false when the gate was closed meanwhile. */
    synchronized boolean awaitTurn() throws InterruptedException {
        Object ticket = new Object();
        lookers.add(ticket);
        try {
            while (!closed && (lookers.peek() != ticket || looking >= free())) {
                wait();
            }
            if (!closed) {
                looking++;
            }
            return !closed;
        } finally {
            lookers.remove(ticket);
            notifyAll();
        }
    }

    /** Ends what {@link #awaitTurn} began, whether a record was found or not. */
    synchronized void endTurn() {
        looking--;
        notifyAll();
    }

    /** Fills a slot if one is free. */
    synchronized boolean tryFill() {
        if (free() <= 0) {
            return false;
        }
        filled++;
        return true;
    }

    /** Fills a slot as soon as one is free. */
    synchronized void fill() throws InterruptedException {
        while (filled >= slots) {
            wait();
        }
        filled++;
    }

    /** Frees a filled slot. */
    synchronized void empty() {
        filled--;
        notifyAll();
    }

    /** Waits until the task has room beside those admitted before it, and takes the room. */
    public synchronized void admit(Need need) throws InterruptedException {
        Object ticket = new Object();
        waiting.add(ticket);
        try {
            while (waiting.peek() != ticket || admitted > 0 && !taken.plus(need).fitsInto(room)) {
                wait();
            }
            admitted++;
            taken = taken.plus(need);
        } finally {
            waiting.remove(ticket);
            notifyAll();
        }
    }

    /** Gives back what {@link #admit} took. */
    public synchronized void release(Need need) {
        admitted--;
        taken = taken.minus(need);
        notifyAll();
    }

    /** Lets nobody look for records any more; tasks in slots are not touched. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private int free() {
        return closed || !waiting.isEmpty() ? 0 : slots - filled;
    }
}

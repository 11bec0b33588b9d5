package io.reelmill.messaging.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

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

    /** Whether a task that has no room yet shall go on waiting. */
    public interface GoOn {
        /** Asked without any lock; may take its time. */
        boolean ask() throws InterruptedException;
    }

    /**
     * Waits until the task has room beside those admitted before it, and takes the room.
     *
     * @param pause time between two questions whether to go on; where there is no room the first is asked at once
     * @return whether it has the room; false when it was not to go on
     */
    public boolean admit(Need need, Duration pause, GoOn goOn) throws InterruptedException {
        Object ticket = new Object();
        join(ticket);
        try {
            while (!enter(ticket, need)) {
                if (!goOn.ask()) {
                    return false;
                }
                awaitRoom(ticket, need, pause);
            }
            return true;
        } finally {
            leave(ticket);
        }
    }

    private synchronized void join(Object ticket) {
        waiting.add(ticket);
    }

    private synchronized boolean enter(Object ticket, Need need) {
        if (!hasRoom(ticket, need)) {
            return false;
        }
        admitted++;
        taken = taken.plus(need);
        leave(ticket);
        return true;
    }

    private synchronized void leave(Object ticket) {
        if (waiting.remove(ticket)) {
            notifyAll();
        }
    }

    private synchronized void awaitRoom(Object ticket, Need need, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !hasRoom(ticket, need); left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean hasRoom(Object ticket, Need need) {
        return waiting.peek() == ticket && (admitted == 0 || taken.plus(need).fitsInto(room));
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

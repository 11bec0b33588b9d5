package io.reelmill.messaging.worker;

/**
 * Admits tasks as far as slots and memory go. A task that would not fit beside its neighbors waits for them; one that
 * would never fit runs alone, so that nothing waits for ever.
 */
final class SlotGate {

    private final int slots;
    private final long memoryBytes;
    private int running;
    private long reservedBytes;

    SlotGate(int slots, long memoryBytes) {
        this.slots = slots;
        this.memoryBytes = memoryBytes;
    }

    /** Waits for room and takes it. */
    synchronized void enter(long predictedBytes) throws InterruptedException {
        while (running > 0 && (running >= slots || reservedBytes + predictedBytes > memoryBytes)) {
            wait();
        }
        running++;
        reservedBytes += predictedBytes;
    }

    /** Gives back what {@link #enter} took. */
    synchronized void leave(long predictedBytes) {
        running--;
        reservedBytes -= predictedBytes;
        notifyAll();
    }
}

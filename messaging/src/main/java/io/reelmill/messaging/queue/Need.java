package io.reelmill.messaging.queue;

/**
 * Room that a task is predicted to take, or that a worker has.
 *
 * @param memoryBytes resident memory
 * @param scratchBytes scratch files
 */
public record Need(long memoryBytes, long scratchBytes) {

    /** Nothing. */
    public static final Need NONE = new Need(0, 0);

    Need plus(Need other) {
        return new Need(memoryBytes + other.memoryBytes, scratchBytes + other.scratchBytes);
    }

    Need minus(Need other) {
        return new Need(memoryBytes - other.memoryBytes, scratchBytes - other.scratchBytes);
    }

    boolean fitsInto(Need room) {
        return memoryBytes <= room.memoryBytes && scratchBytes <= room.scratchBytes;
    }
}
